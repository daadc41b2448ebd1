import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { RandomStream } from '../random/stream'
import type { Parameters } from './parameters'

// What a trainer knows of a network; nothing about names or chat. All results stay on the device: read them once a
// report, not once a batch.

/** Loss of one batch. */
export interface BatchLoss {
  /** To be minimised. For several members: the sum of their losses, so that each trains as if it were alone. */
  readonly objective: Scalar
  /** Mean loss of an example in nats, for reports (mean over members). */
  readonly loss: Scalar
  /** Examples answered right: float32. */
  readonly right: Scalar
}

export interface Model<Batch> {
  readonly parameters: Parameters
  /**
   * Runs forward for training: dropout takes its masks from `random` (one stream a step:
   * `stream(seed, 'dropout', step)`). Called on the tape of `gradientOf`.
   */
  loss(batch: Batch, random: RandomStream): BatchLoss
  dispose(): void
}

/** `gradient` [P] of the objective; the caller disposes all three. */
export interface BatchGradient {
  readonly loss: Scalar
  readonly right: Scalar
  readonly gradient: Tensor1D
}
