import * as tf from '@tensorflow/tfjs-core'
import { floats, isMatrix, size, type Inputs, type Register } from './ops'
import { copy } from './scratch'
import type { Builtin } from './index'

/** Element-wise ops and matrix products. */
export function registerArithmetic(register: Register, builtin: Builtin): void {
  const { kernels } = builtin
  for (const [code, name] of [tf.Add, tf.Sub, tf.Multiply, tf.RealDiv].entries()) {
    const form = (inputs: Inputs): ((a: tf.TensorInfo, b: tf.TensorInfo) => tf.TensorInfo) | null => {
      if (alikeOrScalar(inputs)) return (a, b) => binary(builtin, code, a, b)
      if (name === tf.Add && isBias(inputs)) return (a, b) => addBias(builtin, a, b)
      if (name === tf.Multiply && isColumn(inputs)) return (a, b) => scaleRows(builtin, a, b)
      return null
    }
    register(
      name,
      (inputs) => form(inputs) !== null,
      (inputs) => form(inputs)!(inputs.a, inputs.b)
    )
  }
  for (const [name, kernel] of [
    [tf.Square, kernels.square],
    [tf.Sqrt, kernels.squareRoot]
  ] as const)
    register(
      name,
      ({ x }) => floats(x),
      ({ x }) => unary(builtin, kernel, x)
    )
  register(tf.BatchMatMul, isOneProduct, ({ a, b }, { transposeA, transposeB }) =>
    product(builtin, a, b, transposeA === true, transposeB === true)
  )
}

/** Two float tensors of one shape, or one of them a single number that does not add a dimension. */
function alikeOrScalar({ a, b }: Inputs): boolean {
  if (!floats(a, b)) return false
  if (tf.util.arraysEqual(a.shape, b.shape)) return true
  if (size(b) === 1) return b.shape.length <= a.shape.length
  return size(a) === 1 && a.shape.length <= b.shape.length
}

/** [n, m] and [m]. */
const isBias = ({ a, b }: Inputs): boolean =>
  isMatrix(a) && floats(b) && b.shape.length === 1 && b.shape[0] === a.shape[1]

/** [n, m] and [n, 1]. */
const isColumn = ({ a, b }: Inputs): boolean =>
  isMatrix(a) && isMatrix(b) && b.shape[1] === 1 && b.shape[0] === a.shape[0]

/** [1.., m, k] x [1.., k, n] float tensors: one product, no batch. */
function isOneProduct({ a, b }: Inputs): boolean {
  const batch = (tensor: tf.TensorInfo): number => tf.util.sizeFromShape(tensor.shape.slice(0, -2))
  return floats(a, b) && batch(a) === 1 && batch(b) === 1
}

function binary(
  { kernels, backend }: Builtin,
  code: number,
  a: tf.TensorInfo,
  b: tf.TensorInfo
): tf.TensorInfo {
  const wide = size(a) >= size(b) && a.shape.length >= b.shape.length ? a : b
  const count = size(wide)
  const out = backend.empty(wide.shape)
  const step = (operand: tf.TensorInfo): number => (size(operand) === count ? 1 : 0)
  const [from, other, to] = [a, b, out].map((each) => backend.address(each))
  kernels.binary(code, from, step(a), other, step(b), to, count * 4)
  return out
}

function addBias({ kernels, backend }: Builtin, a: tf.TensorInfo, bias: tf.TensorInfo): tf.TensorInfo {
  const out = backend.empty(a.shape)
  const to = backend.address(out)
  copy(backend.heap, backend.address(a), to, size(a))
  kernels.addToRows(backend.address(bias), to, a.shape[0], a.shape[1] * 4)
  return out
}

function scaleRows({ kernels, backend }: Builtin, a: tf.TensorInfo, column: tf.TensorInfo): tf.TensorInfo {
  const out = backend.empty(a.shape)
  const [from, factors, to] = [a, column, out].map((each) => backend.address(each))
  kernels.scaleRows(from, factors, to, a.shape[0], a.shape[1] * 4)
  return out
}

function unary(
  { backend }: Builtin,
  kernel: (from: number, to: number, bytes: number) => void,
  x: tf.TensorInfo
): tf.TensorInfo {
  const out = backend.empty(x.shape)
  kernel(backend.address(x), backend.address(out), size(x) * 4)
  return out
}

function product(
  { kernels, backend }: Builtin,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  transposeA: boolean,
  transposeB: boolean
): tf.TensorInfo {
  const [aRows, aColumns] = a.shape.slice(-2)
  const [bRows, bColumns] = b.shape.slice(-2)
  const [m, k] = transposeA ? [aColumns, aRows] : [aRows, aColumns]
  const n = transposeB ? bRows : bColumns
  const rank = Math.max(a.shape.length, b.shape.length)
  const out = backend.empty([...Array<number>(rank - 2).fill(1), m, n])
  const turned = transposeB ? backend.heap.allocate(k * n * 4) : 0
  if (turned) kernels.transpose(backend.address(b), turned, n, k)
  // A is read by strides, so its transpose costs nothing.
  const [row, column] = transposeA ? [4, aColumns * 4] : [aColumns * 4, 4]
  const right = turned || backend.address(b)
  kernels.product(backend.address(a), row, column, right, n * 4, backend.address(out), n * 4, m, k, n, 0)
  if (turned) backend.heap.release(turned)
  return out
}
