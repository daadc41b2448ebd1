import * as tf from '@tensorflow/tfjs-core'
import type { Builtin } from './index'

/** Gates of each cell, and numbers that a unit keeps for the way back. */
export const gatesOf = { rnn: 1, gru: 3, lstm: 4 } as const
export const keptOf = { rnn: 0, gru: 4, lstm: 5 } as const

/** A float32 tensor, content undefined, known to the engine's scopes. */
export const make = (builtin: Builtin, shape: number[]): tf.Tensor2D =>
  tf.engine().makeTensorFromTensorInfo(builtin.backend.empty(shape)) as tf.Tensor2D
