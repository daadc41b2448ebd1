import * as tf from '@tensorflow/tfjs-core'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Parameters } from '../models/parameters'
import { KeptVector } from './vectors'

/** Exponential moving average of the weights: a <- decay a + (1 - decay) w after every step. */
export interface Averaging {
  update(): void
  /** Runs `evaluate` with the averaged weights in the parameters, and puts the trained ones back whatever happens. */
  during<T>(evaluate: () => Promise<T>): Promise<T>
  /** The averaged weights by the parameters' names, e.g. to be stored as the best model. */
  weights(): Promise<StoredTensor[]>
  /** For a checkpoint: one tensor `averaging.weights` [P]. */
  read(): Promise<StoredTensor[]>
  write(stored: readonly StoredTensor[]): void
  dispose(): void
}

/** @param decay in [0, 1); the average starts at the present weights */
export function createAveraging(parameters: Parameters, decay: number): Averaging {
  const average = new KeptVector(parameters.flat())
  return {
    update() {
      tf.tidy(() => {
        const change = tf.mul(tf.sub(parameters.flat(), average.value), 1 - decay)
        average.value = tf.add(average.value, change)
      })
    },

    async during(evaluate) {
      const trained = new KeptVector(parameters.flat())
      parameters.assign(average.value)
      try {
        return await evaluate()
      } finally {
        parameters.assign(trained.value)
        trained.dispose()
      }
    },

    async weights() {
      return parameters.named(await average.value.data<'float32'>())
    },

    async read() {
      return [await average.read(name)]
    },

    write(stored) {
      average.write(name, stored)
    },

    dispose() {
      average.dispose()
    }
  }
}

const name = 'averaging.weights'
