import * as tf from '@tensorflow/tfjs-core'

// tfjs ops without their argument checks, for shapes that our own code has made: on the native backend the checks cost
// as much as a small op itself. Kernels are the same; matrices are [rows, columns], float32.

export type Matrix = tf.Tensor2D
export type Vector = tf.Tensor1D
type Operand = tf.Tensor

function run<T extends tf.Tensor>(kernel: string, inputs: object, attributes: object = {}): T {
  return tf.engine().runKernel(kernel, inputs as tf.NamedTensorMap, attributes as tf.NamedAttrMap) as T
}

/** a b, either transposed first. */
export function product(a: Matrix, b: Matrix, transposeA = false, transposeB = false): Matrix {
  return run(tf.BatchMatMul, { a, b }, { transposeA, transposeB })
}

export const add = <T extends Operand>(a: T, b: Operand): T => run(tf.Add, { a, b })
export const subtract = <T extends Operand>(a: T, b: T): T => run(tf.Sub, { a, b })
export const multiply = <T extends Operand>(a: T, b: Operand): T => run(tf.Multiply, { a, b })
export const sigmoid = <T extends Operand>(x: T): T => run(tf.Sigmoid, { x })
export const tanh = <T extends Operand>(x: T): T => run(tf.Tanh, { x })
export const relu = <T extends Operand>(x: T): T => run(tf.Relu, { x })
export const square = <T extends Operand>(x: T): T => run(tf.Square, { x })
export const transpose = (x: Matrix): Matrix => run(tf.Transpose, { x }, { perm: [1, 0] })

/** 1 - x */
export const complement = <T extends Operand>(x: T): T => tf.sub(1, x)

/** 1 where x > 0, else 0. */
export const positive = <T extends Operand>(x: T): T => tf.step(x)

/** Sum of tensors of one shape; of a single one, itself. */
export function sum<T extends Operand>(parts: readonly T[]): T {
  if (parts.length === 1) return parts[0]
  return parts.length === 2 ? add(parts[0], parts[1]) : run(tf.AddN, parts)
}

/** Sum of the rows: [n, m] -> [m]. */
export const sumRows = (x: Matrix): Vector => tf.sum(x, 0)

/** Tensors one after another along `axis`; a single one is itself. */
export function concat<T extends Operand>(parts: readonly T[], axis: 0 | 1 = 0): T {
  return parts.length === 1 ? parts[0] : run(tf.Concat, parts, { axis })
}

/** Pieces of these sizes along `axis`; a single piece is the tensor itself. */
export function split<T extends Operand>(x: T, sizes: ArrayLike<number>, axis: 0 | 1 = 0): T[] {
  if (sizes.length === 1) return [x]
  return run(tf.SplitV, { x }, { numOrSizeSplits: Array.from(sizes), axis }) as unknown as T[]
}

/** `count` equal pieces along `axis`. */
export function splitEvenly<T extends Operand>(x: T, count: number, axis: 0 | 1): T[] {
  return split(x, new Array<number>(count).fill(x.shape[axis]! / count), axis)
}

/** Rows [from, to). */
export function rows(x: Matrix, from: number, to: number): Matrix {
  return run(tf.Slice, { x }, { begin: [from, 0], size: [to - from, x.shape[1]] })
}

/** x with rows of zeros before and after it. */
export function padRows(x: Matrix, before: number, after: number): Matrix {
  const paddings = [[before, after], [0, 0]] // prettier-ignore
  return run(tf.PadV2, { x }, { paddings, constantValue: 0 })
}

/** Row ids[i] of `table` at row i. */
export function gather(table: Matrix, ids: Vector): Matrix {
  return run(tf.GatherV2, { x: table, indices: ids }, { axis: 0, batchDims: 0 })
}

/** Sum of the rows of `x` that have id k, at row k of `count`: the gradient of `gather`. */
export function segmentSum(x: Matrix, ids: Vector, count: number): Matrix {
  return run(tf.UnsortedSegmentSum, { x, segmentIds: ids }, { numSegments: count })
}

/** Runs `work` and frees every tensor that it makes but those in its result, of whatever form that is. */
export function scoped<T>(work: () => T): T {
  return tf.tidy(work as () => tf.TensorContainer) as T
}
