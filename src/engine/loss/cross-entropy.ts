import * as tf from '@tensorflow/tfjs-core'
import { multiply, scoped, subtract, type Matrix } from '../ops'
import { recorded } from '../recorded'

export interface CrossEntropyOptions {
  /** Share of the truth that is spread evenly over all classes (Szegedy et al., 2016). */
  readonly labelSmoothing: number
  /** Weight of each class [C], null: all alike. The mean is over weights, as in torch.nn.CrossEntropyLoss. */
  readonly classWeights: Float32Array | null
}

/**
 * Mean cross-entropy of softmax(logits) in nats, on the device.
 * @param logits scores: [B, C]
 * @param labels right class of each row: [B]
 */
export function crossEntropy(
  logits: Matrix,
  labels: Int32Array,
  { labelSmoothing, classWeights }: CrossEntropyOptions
): tf.Scalar {
  const [loss] = recorded({
    inputs: { logits },
    forward(save) {
      const target = targets(labels, logits.shape[1], labelSmoothing, classWeights)
      const shifted = subtract(logits, tf.max(logits, 1, true))
      const logs = subtract(shifted, tf.log(tf.sum(tf.exp(shifted), 1, true)) as Matrix)
      save([logs, target])
      return [tf.neg(tf.sum(multiply(logs, target)))]
    },
    backward: ([dy], [logs, target]) => ({
      logits: () =>
        scoped(() => {
          const mass = tf.sum(target, 1, true) // [B, 1]
          return multiply(subtract(multiply(tf.exp(logs), mass), target), dy)
        })
    })
  })
  return loss as tf.Scalar
}

/** What each log probability counts, so that the loss is minus their weighted sum: [B, C]. */
function targets(
  labels: Int32Array,
  classes: number,
  smoothing: number,
  classWeights: Float32Array | null
): Matrix {
  const total = classWeights ? labels.reduce((sum, label) => sum + classWeights[label], 0) : labels.length
  const spread = smoothing / classes
  return scoped(() => {
    const ids = tf.tensor1d(labels, 'int32')
    const hot = tf.oneHot(ids, classes, (1 - smoothing + spread) / total, spread / total, 'float32') as Matrix
    return classWeights ? multiply(hot, tf.tensor1d(classWeights)) : hot
  })
}

/** Probabilities of each class: [B, C]. */
export function softmax(logits: Matrix): Matrix {
  return tf.softmax(logits)
}

/** How many rows have their largest score at the right class: float32. */
export function countRight(scores: Matrix, labels: Int32Array): tf.Scalar {
  return scoped(() => {
    const answers = tf.argMax(scores, 1)
    return tf.sum(tf.cast(tf.equal(answers, tf.tensor1d(labels, 'int32')), 'float32'))
  })
}
