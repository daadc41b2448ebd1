import * as tf from '@tensorflow/tfjs-core'
import { scoped } from '../ops'
import type { RandomStream } from '../random/stream'
import type { BatchGradient, BatchLoss, Model } from './model'

/** Forward and backward of one batch; changes no parameter. The caller disposes what it gets. */
export function gradientOf<Batch>(model: Model<Batch>, batch: Batch, random: RandomStream): BatchGradient {
  const { parameters } = model
  const kept: tf.Scalar[] = []
  try {
    return scoped(() => {
      const objective = () => {
        const { objective, loss, right }: BatchLoss = model.loss(batch, random)
        kept.push(tf.keep(loss.clone()), tf.keep(right.clone()))
        return objective
      }
      const variables = [...parameters.variables.values()]
      const { grads } = tf.engine().gradients(objective, variables)
      const [loss, right] = kept.map((scalar) => scalar.clone())
      return { loss, right, gradient: parameters.flatten(grads) }
    })
  } catch (thrown) {
    releaseTape()
    throw thrown
  } finally {
    kept.forEach((scalar) => scalar.dispose())
  }
}

/** What a pass that failed half way had saved for its backward would stay in memory. */
function releaseTape(): void {
  const { state } = tf.engine()
  state.activeTape?.forEach((node) => node.saved?.forEach((tensor) => tensor.dispose()))
  state.activeTape = []
}
