import { permutation } from '../random/fill'
import type { RandomStream } from '../random/stream'

/** Rows of the batches of one epoch: all rows once, in random order; the last batch holds what is left over. */
export function shuffledBatches(rows: number, batchSize: number, random: RandomStream): Int32Array[] {
  return cut(permutation(random, rows), batchSize)
}

/** Rows in batches of about equal length, for evaluation: the fewest steps, the same batches every time. */
export function bucketedBatches(lengths: ArrayLike<number>, batchSize: number): Int32Array[] {
  const order = Int32Array.from({ length: lengths.length }, (_, row) => row)
  order.sort((a, b) => lengths[a] - lengths[b] || a - b)
  return cut(order, batchSize)
}

function cut(order: Int32Array, size: number): Int32Array[] {
  const batches: Int32Array[] = []
  for (let from = 0; from < order.length; from += size) batches.push(order.subarray(from, from + size))
  return batches
}
