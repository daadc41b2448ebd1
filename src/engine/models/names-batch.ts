import { packIds, packingOf, type Packing } from '../rnn/packing'

/** Names of a batch as ids, packed. */
export interface NamesInput {
  readonly packing: Packing
  /** [N] packed. */
  readonly ids: Int32Array
}

/** Names with their classes. */
export interface NamesBatch extends NamesInput {
  /** Class of each sorted row: [B]. */
  readonly labels: Int32Array
}

/** @param sequences ids of each name, at least one each */
export function namesInput(sequences: readonly ArrayLike<number>[]): NamesInput {
  const packing = packingOf(sequences.map((ids) => ids.length))
  return { packing, ids: packIds(packing, sequences) }
}

/** @param labels class of each name, in the order of `sequences` */
export function namesBatch(sequences: readonly ArrayLike<number>[], labels: ArrayLike<number>): NamesBatch {
  const input = namesInput(sequences)
  return { ...input, labels: input.packing.order.map((row) => labels[row]) }
}
