import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Parameters } from '../models/parameters'

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
export function createAveraging(_parameters: Parameters, _decay: number): Averaging {
  throw new Error('filled in next')
}
