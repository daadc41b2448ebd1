import * as tf from '@tensorflow/tfjs-core'
import type { Vector } from '../ops'
import type { RuleConfig } from './optimizer'

// One update of the whole vector of parameters, by PyTorch's formulas in PyTorch's order of operations.

export interface UpdateInput {
  readonly parameters: Vector // [P]
  readonly gradient: Vector // [P]
  /** By `Rule.slots`. */
  readonly slots: readonly Vector[]
  readonly learningRate: number
  /** Updates so far, this one included. */
  readonly step: number
}

export interface UpdateResult {
  readonly parameters: Vector
  readonly slots: Vector[]
}

export interface Rule {
  /** PyTorch's names of the vectors that are kept between updates; all begin as zeros. */
  readonly slots: readonly string[]
  update(input: UpdateInput): UpdateResult
}

export function ruleOf(config: RuleConfig): Rule {
  if (config.kind === 'adam') return adam(config)
  return config.kind === 'rmsprop' ? rmsprop(config) : sgd(config)
}

type Config<Kind> = RuleConfig & { kind: Kind }

/** Adam (Kingma and Ba, 2015); with weight decay AdamW (Loshchilov and Hutter, 2019), where the decay is no gradient. */
function adam({ weightDecay, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }: Config<'adam'>): Rule {
  return {
    slots: ['exp_avg', 'exp_avg_sq'],
    update({ parameters, gradient, slots: [mean, square], learningRate, step }) {
      const decayed = weightDecay > 0 ? tf.mul(parameters, 1 - learningRate * weightDecay) : parameters
      const newMean: Vector = tf.add(mean, tf.mul(tf.sub(gradient, mean), 1 - beta1))
      const newSquare: Vector = tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2))
      const deviation = tf.add(tf.mul(tf.sqrt(newSquare), 1 / Math.sqrt(1 - beta2 ** step)), epsilon)
      const change = tf.mul(tf.div(newMean, deviation), learningRate / (1 - beta1 ** step))
      return { parameters: tf.sub(decayed, change), slots: [newMean, newSquare] }
    }
  }
}

/** RMSprop (Hinton, 2012), not centred. */
function rmsprop({ weightDecay, momentum, alpha = 0.99, epsilon = 1e-8 }: Config<'rmsprop'>): Rule {
  return {
    slots: momentum > 0 ? ['square_avg', 'momentum_buffer'] : ['square_avg'],
    update({ parameters, gradient, slots: [square, buffer], learningRate }) {
      const slope = decayedGradient(gradient, parameters, weightDecay)
      const newSquare: Vector = tf.add(tf.mul(square, alpha), tf.mul(tf.square(slope), 1 - alpha))
      const scaled: Vector = tf.div(slope, tf.add(tf.sqrt(newSquare), epsilon))
      const change: Vector = momentum > 0 ? tf.add(tf.mul(buffer, momentum), scaled) : scaled
      return {
        parameters: tf.sub(parameters, tf.mul(change, learningRate)),
        slots: momentum > 0 ? [newSquare, change] : [newSquare]
      }
    }
  }
}

/** Gradient descent with momentum as PyTorch has it: the learning rate stands outside the buffer. */
function sgd({ weightDecay, momentum }: Config<'sgd'>): Rule {
  return {
    slots: momentum > 0 ? ['momentum_buffer'] : [],
    update({ parameters, gradient, slots: [buffer], learningRate }) {
      const slope = decayedGradient(gradient, parameters, weightDecay)
      const change: Vector = momentum > 0 ? tf.add(tf.mul(buffer, momentum), slope) : slope
      return {
        parameters: tf.sub(parameters, tf.mul(change, learningRate)),
        slots: momentum > 0 ? [change] : []
      }
    }
  }
}

/** Weight decay as a gradient (L2). */
function decayedGradient(gradient: Vector, parameters: Vector, weightDecay: number): Vector {
  return weightDecay > 0 ? tf.add(gradient, tf.mul(parameters, weightDecay)) : gradient
}
