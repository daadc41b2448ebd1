/**
 * How the sequences of a batch lie in memory, as in PyTorch's PackedSequence: rows sorted by length, longest first, and
 * the letters time-major without padding, first letters of all rows, then second letters of the rows that have one, ...
 * Every tensor of a batch is in sorted row order; `order` leads back.
 */
export interface Packing {
  /** B, rows of the batch. */
  readonly rows: number
  /** S, letters of the longest row. */
  readonly steps: number
  /** N, letters of all rows. */
  readonly total: number
  /** Letters of each sorted row, falling: [B]. */
  readonly lengths: Int32Array
  /** Place, in the batch as it was given, of each sorted row: [B]. Rows of equal length keep their order. */
  readonly order: Int32Array
  /** Rows that have a letter at step t, falling: [S]. */
  readonly batchSizes: Int32Array
  /** Packed index of the first letter of step t, [S + 1]; the last is N. Row b's letter t lies at offsets[t] + b. */
  readonly offsets: Int32Array
}

/**
 * @param lengths letters of each row, at least one row and one letter each
 * @throws RangeError for an empty batch or an empty row: callers leave empty texts out
 */
export function packingOf(lengths: ArrayLike<number>): Packing {
  const rows = lengths.length
  const order = Int32Array.from({ length: rows }, (_, row) => row)
  order.sort((a, b) => lengths[b] - lengths[a] || a - b)
  const sorted = order.map((row) => lengths[row])
  if (rows === 0 || sorted[rows - 1] < 1) throw new RangeError('A batch has rows, and each row a letter')
  const steps = sorted[0]
  const batchSizes = new Int32Array(steps)
  for (const length of sorted) for (let t = 0; t < length; t++) batchSizes[t]++
  const offsets = new Int32Array(steps + 1)
  for (let t = 0; t < steps; t++) offsets[t + 1] = offsets[t] + batchSizes[t]
  return { rows, steps, total: offsets[steps], lengths: sorted, order, batchSizes, offsets }
}

/** Ids of a batch, one array a row as given (unsorted), in packed order: [N]. */
export function packIds(packing: Packing, sequences: readonly ArrayLike<number>[]): Int32Array {
  const packed = new Int32Array(packing.total)
  eachLetter(packing, (row, t, at) => (packed[at] = sequences[packing.order[row]][t]))
  return packed
}

/** Packed index of the last letter of each sorted row: [B]. */
export function lastIndices(packing: Packing): Int32Array {
  return packing.lengths.map((length, row) => packing.offsets[length - 1] + row)
}

/** Sorted row that each packed letter belongs to: [N]. */
export function rowIndices(packing: Packing): Int32Array {
  const rows = new Int32Array(packing.total)
  eachLetter(packing, (row, _, at) => (rows[at] = row))
  return rows
}

/** Packed index of letter t of sorted row b at [t * B + b], and `N` where the row has ended: [S * B]. */
export function paddedIndices(packing: Packing): Int32Array {
  const { rows, steps, total } = packing
  const indices = new Int32Array(steps * rows).fill(total)
  eachLetter(packing, (row, t, at) => (indices[t * rows + row] = at))
  return indices
}

/** Values of sorted rows, `width` each, in the order in which the batch was given. [B * width] -> [B * width]. */
export function inGivenOrder<T extends Float32Array | Int32Array>(
  packing: Packing,
  values: T,
  width: number
): T {
  const given = values.slice() as T
  packing.order.forEach((row, place) =>
    given.set(values.subarray(place * width, (place + 1) * width), row * width)
  )
  return given
}

function eachLetter(packing: Packing, visit: (row: number, t: number, at: number) => void): void {
  const { steps, batchSizes, offsets } = packing
  for (let t = 0; t < steps; t++)
    for (let row = 0; row < batchSizes[t]; row++) visit(row, t, offsets[t] + row)
}
