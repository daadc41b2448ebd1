import * as tf from '@tensorflow/tfjs-core'
import { floats, isMatrix, size, type Attributes, type Inputs, type Register } from './ops'
import { copy, zero } from './scratch'
import type { Builtin } from './index'

/** Rows looked up and summed by id, and reductions over the first axis. */
export function registerRows(register: Register, builtin: Builtin): void {
  register(tf.GatherV2, isLookup, ({ x, indices }) => gather(builtin, x, indices))
  register(
    tf.UnsortedSegmentSum,
    ({ x }) => isMatrix(x),
    ({ x, segmentIds }, { numSegments }) => segmentSum(builtin, x, segmentIds, numSegments as number)
  )
  register(tf.Sum, overFirst, ({ x }, { keepDims }) =>
    reduce(builtin, x, keepDims === true, (from, to, rows, width) => {
      zero(builtin.backend.heap, to, width)
      builtin.kernels.sumRows(from, to, rows, width * 4)
    })
  )
  register(tf.Max, overFirst, ({ x }, attributes) =>
    reduce(builtin, x, attributes.keepDims === true, (from, to, rows, width) => {
      copy(builtin.backend.heap, from, to, width)
      builtin.kernels.maxRows(from, to, rows, width * 4)
    })
  )
}

/** Rows of a matrix by a list of ids. */
const isLookup = ({ x, indices }: Inputs, { axis, batchDims }: Attributes): boolean =>
  axis === 0 && !batchDims && isMatrix(x) && indices.dtype === 'int32' && indices.shape.length === 1

/** The first axis of several. The attribute is `axis` for a sum and `reductionIndices` for a maximum. */
function overFirst({ x }: Inputs, { axis, reductionIndices }: Attributes): boolean {
  const axes = [axis ?? reductionIndices].flat()
  return floats(x) && x.shape.length > 1 && axes.length === 1 && axes[0] === 0
}

const idsOf = ({ backend }: Builtin, tensor: tf.TensorInfo): Int32Array =>
  backend.data.get(tensor.dataId).values as Int32Array

function gather(builtin: Builtin, x: tf.TensorInfo, indices: tf.TensorInfo): tf.TensorInfo {
  const { kernels, backend } = builtin
  const [rows, width] = [size(indices), x.shape[1]]
  if (idsOf(builtin, indices).some((id) => id < 0 || id >= x.shape[0]))
    throw new RangeError('An id lies outside of the table')
  const out = backend.empty([rows, width])
  const [table, ids, to] = [x, indices, out].map((each) => backend.address(each))
  kernels.gather(table, ids, to, rows, width * 4)
  return out
}

/** `gather` turned round; an id outside of [0, count) is left out, as in TensorFlow. */
function segmentSum(
  builtin: Builtin,
  x: tf.TensorInfo,
  segmentIds: tf.TensorInfo,
  count: number
): tf.TensorInfo {
  const { kernels, backend } = builtin
  const [rows, width] = x.shape
  const ids = idsOf(builtin, segmentIds)
  const out = backend.empty([count, width])
  const [from, to] = [x, out].map((each) => backend.address(each))
  zero(backend.heap, to, count * width)
  if (ids.every((id) => id >= 0 && id < count))
    kernels.segmentSum(from, backend.address(segmentIds), to, rows, width * 4)
  else
    ids.forEach((id, row) => {
      if (id >= 0 && id < count) kernels.add(from + row * width * 4, to + id * width * 4, width * 4)
    })
  return out
}

function reduce(
  { backend }: Builtin,
  x: tf.TensorInfo,
  keep: boolean,
  run: (from: number, to: number, rows: number, width: number) => void
): tf.TensorInfo {
  const [rows, ...rest] = x.shape
  const out = backend.empty(keep ? [1, ...rest] : rest)
  run(backend.address(x), backend.address(out), rows, tf.util.sizeFromShape(rest))
  return out
}
