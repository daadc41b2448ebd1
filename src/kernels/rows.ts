// Moving rows of float32: lookup, its gradient, bias and sums. Widths in bytes, a multiple of 4.
import { get, set } from './lanes'

// @ts-ignore: decorator
@inline function addRow(from: usize, to: usize, width: usize): void {
  let j: usize = 0
  for (; j + 16 <= width; j += 16) set(to + j, f32x4.add(get(to + j, false), get(from + j, false)), false)
  for (; j < width; j += 4) store<f32>(to + j, load<f32>(to + j) + load<f32>(from + j))
}

/** to[i] = table[ids[i]] */
export function gather(table: usize, ids: usize, to: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) memory.copy(to + i * width, table + <usize>load<i32>(ids + (i << 2)) * width, width)
}

/** table[ids[i]] += from[i] */
export function segmentSum(from: usize, ids: usize, table: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) addRow(from + i * width, table + <usize>load<i32>(ids + (i << 2)) * width, width)
}

/** to[i] += row, for every i */
export function addToRows(row: usize, to: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) addRow(row, to + i * width, width)
}

/** to += sum of from[i] */
export function sumRows(from: usize, to: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) addRow(from + i * width, to, width)
}

/** to += from */
export function add(from: usize, to: usize, width: usize): void {
  addRow(from, to, width)
}

/** to = the larger of to and from, for every i: from[i] is a row. */
export function maxRows(from: usize, to: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const row = from + i * width
    let j: usize = 0
    for (; j + 16 <= width; j += 16) set(to + j, f32x4.max(get(to + j, false), get(row + j, false)), false)
    for (; j < width; j += 4) store<f32>(to + j, max(load<f32>(to + j), load<f32>(row + j)))
  }
}

/** to[i] = from[i] * factors[i]: a number for each row. */
export function scaleRows(from: usize, factors: usize, to: usize, rows: usize, width: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const factor = v128.load32_splat(factors + (i << 2))
    const row = i * width
    let j: usize = 0
    for (; j + 16 <= width; j += 16) set(to + row + j, f32x4.mul(get(from + row + j, false), factor), false)
    for (; j < width; j += 4) set(to + row + j, f32x4.mul(get(from + row + j, true), factor), true)
  }
}
