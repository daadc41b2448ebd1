import { concat, padRows, split, sum, type Matrix } from '../ops'
import type { Packing } from './packing'

// Rows come and go between steps. Read forward, the rows [later size, earlier size) end at the earlier step; read in
// reverse they begin there. `Part` is a tensor of some rows, or null for zeros that nobody has to make.

export type Part = Matrix | null

/** Steps in the order in which they are read. */
export function stepOrder({ steps }: Packing, reverse: boolean): number[] {
  return Array.from({ length: steps }, (_, k) => (reverse ? steps - 1 - k : k))
}

/** The first `count` rows, and the others. */
export function parted(values: Matrix, count: number): [Matrix, Matrix] {
  const [kept, left] = split(values, [count, values.shape[0] - count])
  return [kept, left]
}

/** `values` (`before` rows) with `more` (`added` rows) after it. Null when both are. */
export function extended(values: Part, before: number, more: Part, added: number): Part {
  if (values && more) return concat([values, more])
  if (values) return padRows(values, 0, added)
  return more && padRows(more, before, 0)
}

/** Sum of those that are not null. */
export function total(parts: readonly Part[]): Part {
  const present = parts.filter((part) => part !== null)
  return present.length === 0 ? null : sum(present)
}
