import * as tf from '@tensorflow/tfjs-core'
import { isMatrix, floats, size, type Attributes, type Inputs, type Register } from './ops'
import { copy } from './scratch'
import type { Builtin } from './index'

/** Ops that move numbers, or change their type, and compute nothing. */
export function registerLayout(register: Register, builtin: Builtin): void {
  const { kernels, backend } = builtin
  register(tf.Transpose, isTurned, ({ x }) => {
    const [rows, columns] = x.shape
    const out = backend.empty([columns, rows])
    kernels.transpose(backend.address(x), backend.address(out), rows, columns)
    return out
  })
  register(
    tf.Slice,
    ({ x }) => floats(x) && x.shape.length > 0 && x.shape.length <= 2,
    ({ x }, { begin, size }) => slice(builtin, x, begin as number[], size as number[])
  )
  register(
    tf.SplitV,
    ({ x }) => floats(x) && x.shape.length <= 2,
    ({ x }, { numOrSizeSplits, axis }) =>
      split(builtin, x, numOrSizeSplits as number | number[], axis as number)
  )
  register(
    tf.Cast,
    ({ x }, { dtype }) => numeric(x.dtype) && numeric(dtype as tf.DataType),
    ({ x }, { dtype }) => cast(builtin, x, dtype as tf.DataType)
  )
  register(tf.Concat, isJoinable, (inputs, { axis }) =>
    concat(builtin, Object.values(inputs), axis as number)
  )
}

const isTurned = ({ x }: Inputs, { perm }: Attributes): boolean =>
  isMatrix(x) && Array.isArray(perm) && perm[0] === 1 && perm[1] === 0

const numeric = (dtype: tf.DataType): boolean => dtype === 'float32' || dtype === 'int32' || dtype === 'bool'

/** tfjs-backend-cpu lets a cast to a wider type share the bytes of the narrower one; a kernel would misread them. */
function cast({ backend }: Builtin, x: tf.TensorInfo, dtype: tf.DataType): tf.TensorInfo {
  if (x.dtype === dtype) {
    backend.incRef(x.dataId)
    return { dataId: x.dataId, shape: x.shape, dtype }
  }
  const out = backend.makeTensorInfo(x.shape, dtype)
  const from = backend.data.get(x.dataId).values as Float32Array
  const to = backend.data.get(out.dataId).values as Float32Array
  if (dtype === 'bool') from.forEach((value, i) => (to[i] = value ? 1 : 0))
  else to.set(from)
  return out
}

/** begin and extent by axis; an extent of -1 goes to the end. */
function slice({ backend }: Builtin, x: tf.TensorInfo, begin: number[], extent: number[]): tf.TensorInfo {
  const [from, shape] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, extent)
  tf.slice_util.assertParamsValid(x as tf.Tensor, from, shape)
  const out = backend.empty(shape)
  const width = x.shape[1] ?? 1
  const [rows, columns] = [shape[0], shape[1] ?? 1]
  const first = backend.address(x) + (from[0] * width + (from[1] ?? 0)) * 4
  const to = backend.address(out)
  if (columns === width) copy(backend.heap, first, to, rows * columns)
  else
    for (let row = 0; row < rows; row++)
      copy(backend.heap, first + row * width * 4, to + row * columns * 4, columns)
  return out
}

/** Pieces along an axis: so many equal ones, or of these sizes. */
function split(
  builtin: Builtin,
  x: tf.TensorInfo,
  numOrSizes: number | number[],
  axis: number
): tf.TensorInfo[] {
  const [along] = tf.util.parseAxisParam(axis, x.shape)
  let at = 0
  return tf.backend_util.prepareSplitSize(x as tf.Tensor, numOrSizes, along).map((extent) => {
    const begin = x.shape.map((_, each) => (each === along ? at : 0))
    at += extent
    return slice(builtin, x, begin, x.shape.map((whole, each) => (each === along ? extent : whole))) // prettier-ignore
  })
}

/** Vectors, or matrices along either axis. */
function isJoinable(inputs: Inputs, { axis }: Attributes): boolean {
  const parts = Object.values(inputs)
  const rank = parts[0].shape.length
  return (axis === 0 || axis === 1) && axis < rank && rank <= 2 && floats(...parts)
}

function concat({ backend }: Builtin, parts: readonly tf.TensorInfo[], axis: number): tf.TensorInfo {
  const shape = tf.backend_util.computeOutShape(
    parts.map((part) => part.shape),
    axis
  )
  const out = backend.empty(shape)
  let to = backend.address(out)
  for (const part of parts) {
    const from = backend.address(part)
    if (axis === 0) {
      copy(backend.heap, from, to, size(part))
      to += size(part) * 4
      continue
    }
    const [rows, columns] = part.shape
    for (let row = 0; row < rows; row++)
      copy(backend.heap, from + row * columns * 4, to + row * shape[1] * 4, columns)
    to += columns * 4
  }
  return out
}
