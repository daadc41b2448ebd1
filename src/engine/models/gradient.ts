import type { RandomStream } from '../random/stream'
import type { BatchGradient, Model } from './model'

/** Forward and backward of one batch; changes no parameter. */
export function gradientOf<Batch>(_model: Model<Batch>, _batch: Batch, _random: RandomStream): BatchGradient {
  throw new Error('filled in next')
}
