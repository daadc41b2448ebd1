import * as tf from '@tensorflow/tfjs-core'
import { total } from '#engine/layers/functions'

/** Values by name of whatever `run` returns, and the gradients of `inputs` of sum(results * dy): what a `backward` gives. */
export interface Derived {
  readonly values: Record<string, Float32Array>
  readonly gradients: Record<string, Float32Array>
}

/**
 * @param run results by name from the inputs by name
 * @param dys what each result is multiplied with; results without one are only read
 */
export function derive(
  inputs: Record<string, tf.Tensor>,
  dys: Record<string, tf.Tensor>,
  run: () => Record<string, tf.Tensor>
): Derived {
  const values: Record<string, Float32Array> = {}
  const gradients: Record<string, Float32Array> = {}
  const { value, grads } = tf.engine().gradients(
    () => {
      const results = run()
      for (const [name, result] of Object.entries(results)) values[name] = read(result)
      return total(Object.keys(dys).map((name) => weighted(results[name], dys[name])))
    },
    Object.values(inputs),
    undefined,
    true
  )
  value.dispose()
  Object.keys(inputs).forEach((name, i) => {
    if (!grads[i]) return
    gradients[name] = read(grads[i])
    grads[i].dispose()
  })
  return { values, gradients }
}

export const read = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>().slice()

/** Sum of x * dy as one op of the tape. */
function weighted(x: tf.Tensor, dy: tf.Tensor): tf.Scalar {
  const op = tf.customGrad((given) => ({
    value: tf.sum(tf.mul(given as tf.Tensor, dy)),
    gradFunc: (upstream: tf.Tensor) => tf.mul(upstream, dy)
  }))
  return op(x) as tf.Scalar
}
