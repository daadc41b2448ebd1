import { packIds, packingOf, type Packing } from '../rnn/packing'

/** Names of a batch as ids, packed. */
export interface NamesInput {
  readonly packing: Packing
  /** Letters: [N] packed. */
  readonly ids: Int32Array
  /**
   * Pairs of letters, each at the place of its second letter: [N] packed. Null when the model reads none (`bigramSize`
   * 0). The vector of a letter is then its own with its pair's behind it.
   */
  readonly pairs: Int32Array | null
}

/** Names with their classes. */
export interface NamesBatch extends NamesInput {
  /** Class of each sorted row: [B]. */
  readonly labels: Int32Array
}

/** Ids of each name, at least one each; where pairs are read, as many of them as letters. */
type Sequences = readonly ArrayLike<number>[]

/** @param pairs in the order of `sequences` */
export function namesInput(sequences: Sequences, pairs: Sequences | null = null): NamesInput {
  const packing = packingOf(sequences.map((ids) => ids.length))
  return { packing, ids: packIds(packing, sequences), pairs: pairs && packIds(packing, pairs) }
}

/** @param labels class of each name, in the order of `sequences` */
export function namesBatch(
  sequences: Sequences,
  labels: ArrayLike<number>,
  pairs: Sequences | null = null
): NamesBatch {
  const input = namesInput(sequences, pairs)
  return { ...input, labels: input.packing.order.map((row) => labels[row]) }
}
