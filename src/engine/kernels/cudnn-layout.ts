import * as tf from '@tensorflow/tfjs-core'
import type { SequenceGradients } from '../rnn/implementation'
import { paddedIndices, type Packing } from '../rnn/packing'
import type { SequenceCall } from '../rnn/sequence'

// Between packed rows [N, width], as the engine has them, and padded ones [S, B, width], as cuDNN wants them.

interface Layout {
  /** Packed index of the letter that is read at step t of row b, at [t * B + b]; N where the row has ended. */
  readonly intoPadded: Int32Array // [S * B]
  /** Place in the padded rows of each packed letter. */
  readonly intoPacked: Int32Array // [N]
}

// A batch is laid out for two directions of several layers, forward and backward: the indices are worth keeping.
const layouts = new WeakMap<Packing, Partial<Record<'forward' | 'reverse', Layout>>>()

function layoutOf({ packing, reverse }: Pick<SequenceCall, 'packing' | 'reverse'>): Layout {
  const known = layouts.get(packing) ?? {}
  layouts.set(packing, known)
  return (known[reverse ? 'reverse' : 'forward'] ??= buildLayout(packing, reverse))
}

function buildLayout(packing: Packing, reverse: boolean): Layout {
  const { rows, lengths, total, offsets } = packing
  const intoPadded = paddedIndices(packing)
  if (reverse) {
    lengths.forEach((length, row) => {
      for (let t = 0; t < length; t++) intoPadded[t * rows + row] = offsets[length - 1 - t] + row
    })
  }
  const intoPacked = new Int32Array(total)
  intoPadded.forEach((packed, padded) => {
    if (packed < total) intoPacked[packed] = padded
  })
  return { intoPadded, intoPacked }
}

type Place = Pick<SequenceCall, 'packing' | 'reverse'>

/** [N, width] -> [S, B, width], in reading order, zeros after the last letter. */
export function padRows(packed: tf.Tensor2D, place: Place): tf.Tensor3D {
  const { rows, steps, total } = place.packing
  const width = packed.shape[1]
  const withZeros = total < rows * steps ? tf.pad(packed, [[0, 1], [0, 0]]) : packed // prettier-ignore
  const padded = tf.gather(withZeros, tf.tensor1d(layoutOf(place).intoPadded, 'int32'))
  return tf.reshape(padded, [steps, rows, width])
}

/** [S, B, width] in reading order -> [N, width]. */
export function packRows(padded: tf.Tensor3D, place: Place): tf.Tensor2D {
  const { rows, steps } = place.packing
  const flat: tf.Tensor2D = tf.reshape(padded, [steps * rows, padded.shape[2]])
  return tf.gather(flat, tf.tensor1d(layoutOf(place).intoPacked, 'int32'))
}

/** What cuDNN reads: vectors [N, I]; one-hot ones where there are ids alone. */
export function inputVectors({ input, weights }: SequenceCall): tf.Tensor2D {
  if (input.kind === 'vectors') return input.x
  if (input.embedding) return tf.gather(input.embedding, input.ids)
  return tf.cast(tf.oneHot(input.ids, weights.weightIh.shape[1]), 'float32') as tf.Tensor2D
}

/** From the gradient of the padded vectors to that of `x` or `embedding`; one-hot vectors have none. */
export function inputGradients(dx: tf.Tensor3D, call: SequenceCall): SequenceGradients {
  const { input } = call
  if (input.kind === 'vectors') return { x: () => packRows(dx, call) }
  if (!input.embedding) return {}
  const rows = input.embedding.shape[0]
  return { embedding: () => tf.unsortedSegmentSum(packRows(dx, call), input.ids, rows) }
}
