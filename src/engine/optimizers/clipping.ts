import * as tf from '@tensorflow/tfjs-core'
import { scoped, type Vector } from '../ops'

/** A clipped gradient and the norm that it had. */
export interface Clipped {
  readonly gradient: Vector // [P]
  /** L2 norm before clipping, as `clip_grad_norm_` returns it: [groups]. */
  readonly norm: Vector
}

/**
 * Scales a gradient whose L2 norm exceeds `limit` down to it (Pascanu et al., 2013; torch.nn.utils.clip_grad_norm_).
 * `groups` equal stretches are clipped each by its own norm: the members of an ensemble do not know of each other. The
 * caller disposes what it gets; `gradient` stays the caller's.
 */
export function clipByNorm(gradient: Vector, limit: number, groups = 1): Clipped {
  return scoped(() => {
    const rows = tf.reshape(gradient, [groups, -1])
    const norm = tf.sqrt(tf.sum(tf.square(rows), 1, true)) // [groups, 1]
    const factor = tf.minimum(tf.div(limit, tf.add(norm, 1e-6)), 1)
    return {
      gradient: tf.reshape(tf.mul(rows, factor), [-1]) as Vector,
      norm: tf.reshape(norm, [-1]) as Vector
    }
  })
}
