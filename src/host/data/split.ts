import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Pace } from './pace'
import { PairIndex } from './pair-index'

/** Rows to divide: row r has name `nameOf[r]` and class `labelOf[r]`, both counted from 0. */
export interface SplitInput {
  /** Rows that take part. */
  readonly rows: Int32Array
  readonly nameOf: Int32Array
  readonly labelOf: Int32Array
  readonly names: number
  readonly labels: number
}

/**
 * Chooses names to hold out, so that no name stands on both sides: a share of the distinct names of every class, by the
 * class that a name carries most. Every class that has rows keeps at least one in training.
 * The same rows and seed give the same names.
 * @param share of the distinct names, in (0, 1)
 * @returns [names] 1: held out
 */
export async function splitByName(
  input: SplitInput,
  share: number,
  seed: number,
  pace: Pace
): Promise<Uint8Array> {
  const { rows, nameOf, labelOf, labels } = input
  const heldOut = new Uint8Array(input.names)
  const random = xoroshiro128plus(seed)
  for (let i = 0; i < 16; i++) random.next() // the first numbers of near seeds are alike
  let owed = 0
  const strata = await namesByLabel(input, pace)
  for (const names of strata) {
    for (let i = names.length - 1; i > 0; i--) {
      if ((i & 1023) === 0 && pace.due) await pace.rest()
      const j = uniformInt(random, 0, i)
      const name = names[i] as number
      names[i] = names[j] as number
      names[j] = name
    }
    // What rounding takes from one class is given to the next, so that small classes add up to the share.
    const exact = share * names.length + owed
    const taken = Math.max(0, Math.min(Math.floor(exact + 1e-9), names.length - 1))
    owed = Math.min(exact - taken, 1)
    for (let i = 0; i < taken; i++) heldOut[names[i] as number] = 1
  }
  if (!heldOut.includes(1)) {
    const largest = strata.reduce((a, b) => (b.length > a.length ? b : a), strata[0] ?? [])
    if (largest.length > 1) heldOut[largest[0] as number] = 1
  }
  // A class may stand only beside another one, on names that carry both.
  const trained = new Uint8Array(labels)
  for (const row of rows) if (!heldOut[nameOf[row] as number]) trained[labelOf[row] as number] = 1
  for (const row of rows) {
    const name = nameOf[row] as number
    if (trained[labelOf[row] as number] || !heldOut[name]) continue
    heldOut[name] = 0
    trained[labelOf[row] as number] = 1
  }
  return heldOut
}

/** The distinct names of each class, in the order of their rows; a name belongs to the class that it carries most. */
async function namesByLabel(
  { rows, nameOf, labelOf, names, labels }: SplitInput,
  pace: Pace
): Promise<number[][]> {
  const pairs = new PairIndex()
  const counts = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    if ((i & 4095) === 0 && pace.due) await pace.rest()
    const row = rows[i] as number
    const pair = pairs.add(nameOf[row] as number, labelOf[row] as number)
    counts[pair] = (counts[pair] as number) + 1
  }
  /** [names] the pair of the name that most rows have, or -1. */
  const most = new Int32Array(names).fill(-1)
  for (let pair = 0; pair < pairs.size; pair++) {
    const name = pairs.first(pair)
    const best = most[name] as number
    if (best < 0 || (counts[pair] as number) > (counts[best] as number)) most[name] = pair
  }
  const strata = Array.from({ length: labels }, (): number[] => [])
  const seen = new Uint8Array(names)
  for (let pair = 0; pair < pairs.size; pair++) {
    if ((pair & 4095) === 0 && pace.due) await pace.rest()
    const name = pairs.first(pair)
    if (seen[name]) continue
    seen[name] = 1
    strata[pairs.second(most[name] as number)]?.push(name)
  }
  return strata
}
