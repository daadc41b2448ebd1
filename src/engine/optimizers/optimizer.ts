import * as tf from '@tensorflow/tfjs-core'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Parameters } from '../models/parameters'
import { scoped, type Vector } from '../ops'
import { clipByNorm } from './clipping'
import { ruleOf } from './rules'
import { found, KeptVector } from './vectors'

/** Changes parameters by gradients. Its memory ("slots") is vectors [P] in the order of `Parameters`. */
export interface Optimizer {
  /** Updates applied so far. */
  readonly steps: number
  /** One update in place. `gradient` [P] stays the caller's; `learningRate` may differ each step. */
  step(gradient: Vector, learningRate: number): void
  /** Slots as they are stored in a file, named as PyTorch names them (`optimizer.exp_avg`, ...), and `optimizer.step`. */
  read(): Promise<StoredTensor[]>
  /** @throws AppError 'checkpoint-invalid' where a slot is missing or has another size */
  write(stored: readonly StoredTensor[]): void
  dispose(): void
}

/** Gradients are clipped by their norm before an update. */
export interface Clipping {
  /** Largest L2 norm. */
  readonly limit: number
  /** Equal stretches of the parameters with a norm each: the members of an ensemble. */
  readonly groups: number
}

export type OptimizerConfig = RuleConfig & { readonly clip?: Clipping | null }

export type RuleConfig =
  /** `weightDecay` > 0: decoupled, AdamW (Loshchilov and Hutter, 2019). */
  | {
      readonly kind: 'adam'
      readonly weightDecay: number
      readonly beta1?: number
      readonly beta2?: number
      readonly epsilon?: number
    }
  | {
      readonly kind: 'rmsprop'
      readonly weightDecay: number
      readonly momentum: number
      readonly alpha?: number
      readonly epsilon?: number
    }
  | { readonly kind: 'sgd'; readonly weightDecay: number; readonly momentum: number }

/** PyTorch's update rules and default constants. */
export function createOptimizer(config: OptimizerConfig, parameters: Parameters): Optimizer {
  const rule = ruleOf(config)
  const slots = rule.slots.map((name) => ({
    name: `optimizer.${name}`,
    vector: scoped(() => new KeptVector(tf.zeros([parameters.size])))
  }))
  const { clip } = config
  let steps = 0
  return {
    get steps() {
      return steps
    },

    step(gradient, learningRate) {
      steps++
      tf.tidy(() => {
        const result = rule.update({
          parameters: parameters.flat(),
          gradient: clip ? clipByNorm(gradient, clip.limit, clip.groups).gradient : gradient,
          slots: slots.map(({ vector }) => vector.value),
          learningRate,
          step: steps
        })
        slots.forEach(({ vector }, i) => (vector.value = result.slots[i]))
        parameters.assign(result.parameters)
      })
    },

    async read() {
      const vectors = await Promise.all(slots.map(({ name, vector }) => vector.read(name)))
      return [...vectors, { name: stepName, dtype: 'I32', shape: [1], data: Int32Array.of(steps) }]
    },

    write(stored) {
      const step = found(stepName, 'I32', 1, stored).data[0]
      slots.forEach(({ name }) => found(name, 'F32', parameters.size, stored)) // all or nothing
      slots.forEach(({ name, vector }) => vector.write(name, stored))
      steps = step
    },

    dispose() {
      slots.forEach(({ vector }) => vector.dispose())
    }
  }
}

const stepName = 'optimizer.step'
