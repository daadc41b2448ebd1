import type { Classification, Watched } from '#shared/schemas/names-metrics'
import { namesInput } from '../models/names-batch'
import type { LayerStates } from '../models/names-classifier'
import { inGivenOrder } from '../rnn/packing'
import { bucketedBatches } from '../text/batches'
import type { Encoded } from '../text/vocabulary'
import type { Turn } from '../trainer-task'
import { readName, type NamesNetwork } from './names-network'

export type Detail = 'ranking' | 'letters' | 'states'

/** Rows of a batch that only answers. */
const answerBatch = 256

/** Most probable class of each row and its probability: [N] each. */
export interface Answers {
  readonly classes: Int32Array
  readonly probabilities: Float32Array
}

/**
 * Probabilities of every class for each sequence of ids: [N, C] row-major, in the order given. Sequences of about equal
 * length run together; `turn` is called between batches.
 */
export async function probabilitiesOf(
  { model }: NamesNetwork,
  sequences: readonly Int32Array[],
  turn: Turn
): Promise<Float32Array> {
  const C = model.classes
  const all = new Float32Array(sequences.length * C)
  for (const rows of bucketedBatches(
    sequences.map((ids) => ids.length),
    answerBatch
  )) {
    const input = namesInput(Array.from(rows, (row) => sequences[row]))
    const tensor = model.probabilities(input) // [B, C], sorted rows
    const sorted = (await tensor.data()) as Float32Array
    tensor.dispose()
    const given = inGivenOrder(input.packing, sorted, C)
    rows.forEach((row, place) => all.set(given.subarray(place * C, (place + 1) * C), row * C))
    await turn()
  }
  return all
}

/** The most probable class of each row of [N, C]; the first of equals. */
export function answersOf(probabilities: Float32Array, C: number): Answers {
  const rows = probabilities.length / C
  const classes = new Int32Array(rows)
  const highest = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = 0
    for (let label = 1; label < C; label++)
      if (probabilities[row * C + label] > probabilities[row * C + best]) best = label
    classes[row] = best
    highest[row] = share(probabilities[row * C + best])
  }
  return { classes, probabilities: highest }
}

/** Ranks the classes of each name. 'letters' adds the answers after each letter, 'states' the hidden states too. */
export async function classify(
  network: NamesNetwork,
  names: readonly string[],
  detail: Detail,
  turn: Turn
): Promise<Classification[]> {
  const C = network.model.classes
  const read = names.map((name) => readName(network, name))
  const probabilities = await probabilitiesOf(
    network,
    read.map(({ ids }) => ids),
    turn
  )
  const results: Classification[] = []
  for (const [index, name] of names.entries()) {
    const row = probabilities.subarray(index * C, (index + 1) * C)
    const ranking = network.classes.map((label, k) => ({ label, probability: share(row[k]) }))
    ranking.sort((a, b) => b.probability - a.probability)
    const plain = { name, ranking, unknownLetters: read[index].unknown }
    results.push(detail === 'ranking' ? plain : { ...plain, ...(await inside(network, read[index], detail)) })
    if (detail !== 'ranking') await turn()
  }
  return results
}

/** What the network thinks of one name letter by letter. A name without letters has none. */
async function inside(
  { model }: NamesNetwork,
  { ids, symbols }: Encoded,
  detail: Exclude<Detail, 'ranking'>
): Promise<Pick<Classification, 'letters' | 'forward' | 'backward' | 'states'>> {
  if (symbols.length === 0)
    return { letters: [], forward: [], backward: [], ...(detail === 'states' ? { states: [] } : {}) }
  const { forward, backward } = await model.letters(ids)
  const letters = {
    letters: [...symbols],
    forward: rowsOf(forward, ids.length).map((row) => row.map(share)),
    backward: rowsOf(backward, ids.length).map((row) => row.map(share))
  }
  if (detail === 'letters') return letters
  // Of several members the first is shown: states of different networks have nothing in common.
  const states = (await model.states(ids)).filter(({ member }) => member === 0)
  return { ...letters, states: states.map((layer) => statesOf(layer, ids.length)) }
}

const statesOf = ({ layer, direction, hidden }: LayerStates, L: number) => ({
  layer,
  direction,
  hidden: rowsOf(hidden, L)
})

const rowsOf = (values: Float32Array, rows: number): number[][] => {
  const width = values.length / rows
  return Array.from({ length: rows }, (_, row) => [...values.subarray(row * width, (row + 1) * width)])
}

/** Names and their most probable class. */
export async function watch(network: NamesNetwork, names: readonly string[], turn: Turn): Promise<Watched[]> {
  const classified = await classify(network, names, 'ranking', turn)
  return classified.map(({ name, ranking, unknownLetters }) => ({ name, ...ranking[0], unknownLetters }))
}

/** Most probable class of each of many names. */
export async function answersFor(
  network: NamesNetwork,
  names: readonly string[],
  turn: Turn
): Promise<Answers> {
  const sequences = names.map((name) => readName(network, name).ids)
  return answersOf(await probabilitiesOf(network, sequences, turn), network.model.classes)
}

/** Rounding may lift a mean of probabilities just above 1. */
const share = (probability: number): number => Math.min(1, Math.max(0, probability))
