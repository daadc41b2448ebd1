import * as tf from '@tensorflow/tfjs-core'
import { copy, zero } from './scratch'
import type { Builtin } from './index'

// tfjs kernels that training spends its time in; every other one is tfjs-backend-cpu's.

type Inputs = Record<string, tf.TensorInfo>
type Kernel = (inputs: Inputs, attrs: Record<string, unknown>) => tf.TensorInfo

/** Registers the ops on a backend. An op whose inputs it does not cover goes to tfjs-backend-cpu's kernel. */
export function registerOps(backendName: string, builtin: Builtin): void {
  const register = (
    kernelName: string,
    covers: (inputs: Inputs, attrs: Record<string, unknown>) => boolean,
    run: Kernel
  ): void => {
    const fallback = tf.getKernel(kernelName, 'cpu').kernelFunc
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: (call) => {
        const inputs = call.inputs as Inputs
        const attrs = (call.attrs ?? {}) as Record<string, unknown>
        return covers(inputs, attrs) ? run(inputs, attrs) : fallback(call)
      }
    })
  }
  for (const [code, name] of [tf.Add, tf.Sub, tf.Multiply, tf.RealDiv].entries())
    register(
      name,
      (inputs) => alikeOrScalar(inputs) || (name === tf.Add && rowOnEach(inputs)),
      (inputs) =>
        alikeOrScalar(inputs)
          ? binary(builtin, code, inputs.a, inputs.b)
          : addRow(builtin, inputs.a, inputs.b)
    )
  for (const [name, kernel] of [
    [tf.Square, builtin.kernels.square],
    [tf.Sqrt, builtin.kernels.squareRoot]
  ] as const)
    register(
      name,
      ({ x }) => x.dtype === 'float32' && size(x) > 0,
      ({ x }) => unary(builtin, kernel, x)
    )
  register(tf.GatherV2, plainGather, ({ x, indices }) => gather(builtin, x, indices))
  register(tf.UnsortedSegmentSum, matrixOf, ({ x, segmentIds }, attrs) =>
    segmentSum(builtin, x, segmentIds, attrs.numSegments as number)
  )
  register(tf.BatchMatMul, plainProduct, ({ a, b }, attrs) =>
    product(builtin, a, b, attrs.transposeA === true, attrs.transposeB === true)
  )
  registerCast(backendName, builtin)
}

/**
 * tfjs-backend-cpu's cast to float32 is the same data under another type: right for arrays of JavaScript, but here integers
 * and bytes would be read as floats.
 */
function registerCast(backendName: string, { backend }: Builtin): void {
  const fallback = tf.getKernel(tf.Cast, 'cpu').kernelFunc
  tf.registerKernel({
    kernelName: tf.Cast,
    backendName,
    kernelFunc: (call) => {
      const { x } = call.inputs as Inputs
      const { dtype } = call.attrs as unknown as { dtype: tf.DataType }
      if (dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) return fallback(call)
      const values = backend.readSync(x.dataId) as Int32Array | Uint8Array
      return backend.makeTensorInfo(x.shape, dtype, Float32Array.from(values))
    }
  })
}

const size = (tensor: tf.TensorInfo): number => tf.util.sizeFromShape(tensor.shape)
const floats = (...tensors: tf.TensorInfo[]): boolean => tensors.every((each) => each.dtype === 'float32')

/** Two float tensors of one shape, or one of them a single number that does not add a dimension. */
function alikeOrScalar({ a, b }: Inputs): boolean {
  if (!floats(a, b) || size(a) === 0 || size(b) === 0) return false
  if (tf.util.arraysEqual(a.shape, b.shape)) return true
  if (size(b) === 1) return b.shape.length <= a.shape.length
  return size(a) === 1 && a.shape.length <= b.shape.length
}

function binary(
  { kernels, backend }: Builtin,
  code: number,
  a: tf.TensorInfo,
  b: tf.TensorInfo
): tf.TensorInfo {
  const wide = size(a) >= size(b) && a.shape.length >= b.shape.length ? a : b
  const out = backend.empty(wide.shape)
  const count = size(wide)
  const step = (operand: tf.TensorInfo): number => (size(operand) === count ? 1 : 0)
  kernels.binary(
    code,
    backend.address(a),
    step(a),
    backend.address(b),
    step(b),
    backend.address(out),
    count * 4
  )
  return out
}

/** [n, m] and [m]: a bias. */
function rowOnEach({ a, b }: Inputs): boolean {
  return matrixOf({ x: a }) && floats(b) && b.shape.length === 1 && b.shape[0] === a.shape[1]
}

function addRow({ kernels, backend }: Builtin, a: tf.TensorInfo, b: tf.TensorInfo): tf.TensorInfo {
  const out = backend.empty(a.shape)
  const to = backend.address(out)
  copy(backend.heap, backend.address(a), to, size(a))
  kernels.addToRows(backend.address(b), to, a.shape[0], a.shape[1] * 4)
  return out
}

/** A float matrix with at least one number. */
function matrixOf({ x }: Inputs): boolean {
  return floats(x) && x.shape.length === 2 && size(x) > 0
}

/** Rows of a matrix by a list of ids. */
function plainGather({ x, indices }: Inputs, { axis, batchDims }: Record<string, unknown>): boolean {
  if (axis !== 0 || batchDims) return false
  return matrixOf({ x }) && indices.dtype === 'int32' && indices.shape.length === 1 && size(indices) > 0
}

function gather(builtin: Builtin, x: tf.TensorInfo, indices: tf.TensorInfo): tf.TensorInfo {
  const { kernels, backend } = builtin
  const [rows, width] = [size(indices), x.shape[1]]
  const ids = backend.data.get(indices.dataId).values as Int32Array
  if (ids.some((id) => id < 0 || id >= x.shape[0])) throw new RangeError('An id lies outside of the table')
  const out = backend.empty([rows, width])
  kernels.gather(backend.address(x), backend.address(indices), backend.address(out), rows, width * 4)
  return out
}

/** Rows summed by id, as `gather` turned round; an id outside of [0, count) is left out, as in TensorFlow. */
function segmentSum(
  builtin: Builtin,
  x: tf.TensorInfo,
  segmentIds: tf.TensorInfo,
  count: number
): tf.TensorInfo {
  const { kernels, backend } = builtin
  const [rows, width] = x.shape
  const ids = backend.data.get(segmentIds.dataId).values as Int32Array
  const out = backend.empty([count, width])
  const to = backend.address(out)
  zero(backend.heap, to, count * width)
  const inside = ids.every((id) => id >= 0 && id < count)
  if (inside) kernels.segmentSum(backend.address(x), backend.address(segmentIds), to, rows, width * 4)
  else
    ids.forEach((id, row) => {
      const from = backend.address(x) + row * width * 4
      if (id >= 0 && id < count) kernels.add(from, to + id * width * 4, width * 4)
    })
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

/** [1.., m, k] x [1.., k, n] float tensors: one product, no batch. */
function plainProduct({ a, b }: Inputs): boolean {
  const batch = (tensor: tf.TensorInfo): number => tf.util.sizeFromShape(tensor.shape.slice(0, -2))
  return floats(a, b) && size(a) > 0 && size(b) > 0 && batch(a) === 1 && batch(b) === 1
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
  let right = backend.address(b)
  let turned = 0
  if (transposeB) {
    turned = backend.heap.allocate(k * n * 4)
    kernels.transpose(right, turned, n, k)
    right = turned
  }
  // A is read by strides, so its transpose costs nothing.
  const [row, column] = transposeA ? [4, aColumns * 4] : [aColumns * 4, 4]
  kernels.product(backend.address(a), row, column, right, n * 4, backend.address(out), n * 4, m, k, n, 0)
  if (turned) backend.heap.release(turned)
  return out
}
