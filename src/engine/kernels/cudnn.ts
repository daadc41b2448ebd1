import * as tf from '@tensorflow/tfjs-core'
import type { Matrix } from '../ops'
import type { OpAttribute, OpBridge, RawHandle } from '../devices/op-bridge'
import type {
  SequenceForward,
  SequenceGradients,
  SequenceImplementation,
  SequenceUpstream
} from '../rnn/implementation'
import type { Cell, SequenceCall } from '../rnn/sequence'
import { inputVectors, inputGradients, packRows, padRows } from './cudnn-layout'

// The sequence op by NVIDIA's cuDNN, through TensorFlow's CudnnRNNV3 and CudnnRNNBackpropV3: one layer, one direction,
// padded and time-major with a length for each row. A row that is read backwards is turned around first.
//
// cuDNN takes all weights in one vector: first every matrix, row by row, then every bias. Its gates stand as PyTorch's:
// gru r, i (PyTorch's z), h' (PyTorch's n, with the reset inside its own bias); lstm i, f, c', o
// (cudnnRNNMode_t and cudnnGetRNNWeightParams in cuDNN's reference). So the vector is the four weights end to end.

const modes = { tanh: 'rnn_tanh', relu: 'rnn_relu' } as const

/** cuDNN's name for a cell. */
export const cudnnMode = (cell: Cell): string => (cell.kind === 'rnn' ? modes[cell.nonlinearity] : cell.kind)

/**
 * cuDNN's implementation of the sequence op.
 *
 * @param passes which cells have agreed with the composite on this machine; the others are left to it
 */
export function cudnnSequence(bridge: OpBridge, passes: (cell: Cell) => boolean): SequenceImplementation {
  let reserved: RawHandle | null = null
  /** An int8 scalar: CudnnRNNBackpropV3 wants what the forward called host_reserved, and reads nothing from it. */
  const hostReserved = (): RawHandle => {
    if (reserved) return reserved
    const zero = tf.scalar(0, 'int32')
    const types = { SrcT: { type: 'int32' }, DstT: { type: 'int8' }, Truncate: false } as const
    reserved = bridge.raw('Cast', types, [zero])
    zero.dispose()
    return reserved
  }
  return {
    name: 'cudnn',
    supports: ({ cell }) => passes(cell),
    forward: (call, record) => forward(bridge, call, record),
    backward: (call, saved, upstream) => backward(bridge, hostReserved(), call, saved, upstream)
  }
}

function attributes(cell: Cell, training: boolean): Record<string, OpAttribute> {
  return {
    T: { type: 'float32' },
    rnn_mode: cudnnMode(cell),
    input_mode: 'linear_input',
    direction: 'unidirectional',
    dropout: { float: 0 },
    seed: { int: 0 },
    seed2: { int: 0 },
    num_proj: { int: 0 },
    is_training: training,
    time_major: true
  }
}

function forward(bridge: OpBridge, call: SequenceCall, record: boolean): SequenceForward {
  const { cell, packing, reads, weights } = call
  const hidden = weights.weightHh.shape[1]
  const x = padRows(inputVectors(call), call) // [S, B, I]
  const h0 = stateOrZeros(call.initial?.h, packing.rows, hidden)
  const c0 = cell.kind === 'lstm' ? stateOrZeros(call.initial?.c, packing.rows, hidden) : tf.scalar(0)
  const vector = weightVector(call)
  const results = bridge.run(
    'CudnnRNNV3',
    attributes(cell, record),
    [x, h0, c0, vector, lengths(call)],
    5 // output, output_h, output_c, reserve_space, host_reserved
  )
  const [output, h, c, reserve] = results as [tf.Tensor3D, tf.Tensor3D, tf.Tensor, tf.Tensor]
  const flat = (state: tf.Tensor): tf.Tensor2D => tf.reshape(state, [packing.rows, hidden])
  return {
    outputs: reads.outputs ? packRows(output, call) : null,
    h: reads.final ? flat(h) : null,
    c: reads.final && cell.kind === 'lstm' ? flat(c) : null,
    saved: record ? ([x, h0, c0, vector, output, h, c, reserve] as tf.Tensor[] as Matrix[]) : []
  }
}

function backward(
  bridge: OpBridge,
  hostReserved: RawHandle,
  call: SequenceCall,
  saved: readonly tf.Tensor[],
  upstream: SequenceUpstream
): SequenceGradients {
  const { cell, packing, weights } = call
  const [x, h0, c0, vector, output, h, c, reserve] = saved
  const hidden = weights.weightHh.shape[1]
  const dOutput = upstream.outputs ? padRows(upstream.outputs, call) : tf.zerosLike(output)
  const dh = stateOrZeros(upstream.h, packing.rows, hidden)
  const dc = cell.kind === 'lstm' ? stateOrZeros(upstream.c, packing.rows, hidden) : tf.scalar(0)
  const results = bridge.run(
    'CudnnRNNBackpropV3',
    attributes(cell, true),
    [x, h0, c0, vector, lengths(call), output, h, c, dOutput, dh, dc, reserve, hostReserved],
    4 // input, input_h, input_c, params
  )
  const [dx, dh0, dc0, dVector] = results as [tf.Tensor3D, tf.Tensor3D, tf.Tensor, tf.Tensor1D]
  const flat = (state: tf.Tensor) => (): tf.Tensor2D => tf.reshape(state, [packing.rows, hidden])
  return {
    ...weightGradients(dVector, call),
    ...inputGradients(dx, call),
    ...(call.initial ? { h: flat(dh0) } : {}),
    ...(call.initial?.c ? { c: flat(dc0) } : {})
  }
}

/** [B, H] or nothing -> [1, B, H]. */
function stateOrZeros(state: tf.Tensor2D | null | undefined, rows: number, hidden: number): tf.Tensor3D {
  return state ? tf.reshape(state, [1, rows, hidden]) : tf.zeros([1, rows, hidden])
}

const lengths = ({ packing }: SequenceCall): tf.Tensor1D => tf.tensor1d(packing.lengths, 'int32')

const weightNames = ['weightIh', 'weightHh', 'biasIh', 'biasHh'] as const

function weightVector({ weights }: SequenceCall): tf.Tensor1D {
  return tf.concat(weightNames.map((name) => tf.reshape(weights[name], [-1])))
}

function weightGradients(vector: tf.Tensor1D, { weights }: SequenceCall): SequenceGradients {
  const parts = tf.split(vector, weightNames.map((name) => weights[name].size)) // prettier-ignore
  return Object.fromEntries(
    weightNames.map((name, k) => [name, () => tf.reshape(parts[k], weights[name].shape)])
  )
}
