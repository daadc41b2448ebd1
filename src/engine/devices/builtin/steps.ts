import type { Packing } from '../../rnn/packing'

/** Rows of one step that come from one place: packed rows [at, at + rows), whose state before lies at `before`. */
export interface Stretch {
  /** Packed row of the first. */
  readonly at: number
  /** First row of the batch. */
  readonly row: number
  readonly rows: number
  /** Packed row of the state before; null: the initial state of the same batch rows. */
  readonly before: number | null
}

/**
 * The steps of one direction in the order in which they are read. Reading backward, rows join as their last letter
 * comes, so a step can have two stretches: rows that go on, and rows that begin.
 */
export function* stretches({ steps, batchSizes, offsets }: Packing, reverse: boolean): Generator<Stretch> {
  for (let i = 0; i < steps; i++) {
    const t = reverse ? steps - 1 - i : i
    const at = offsets[t]
    const rows = batchSizes[t]
    const going = i === 0 ? 0 : reverse ? batchSizes[t + 1] : rows
    if (going > 0) yield { at, row: 0, rows: going, before: offsets[reverse ? t + 1 : t - 1] }
    if (rows > going) yield { at: at + going, row: going, rows: rows - going, before: null }
  }
}
