import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { BatchGradient } from './models/model'

/** Lets everything else in the process run (calls, heartbeats); rejects when the run is to end here. */
export type Turn = () => Promise<void>

/** Something whose numbers belong to a checkpoint. */
export interface Stored {
  read(): Promise<StoredTensor[]>
  /** @throws AppError 'checkpoint-invalid' */
  write(stored: readonly StoredTensor[]): void
}

/**
 * What a trainer trains: a model with its data. All that is random in a batch follows from the seed, the epoch and the
 * step alone, so a position in the run is enough to go on exactly from there.
 */
export interface Task<Scores> {
  /** Trained in place. */
  readonly parameters: Stored
  /** Batches of one epoch. */
  readonly batches: number
  /** Examples of a batch. */
  examples(batch: number): number
  /** Puts the data in the order of this epoch, counted from 1. */
  beginEpoch(epoch: number): void
  /** Forward and backward of one batch of the epoch, in training mode. `step` counts from 0 over the whole run. */
  gradient(batch: number, step: number): BatchGradient
  /** Scores on held-out data. Calls `turn` between its batches. */
  evaluate(turn: Turn): Promise<Scores>
  /** What the best epoch has most of. */
  score(scores: Scores): number
}

/** Changes the task's parameters by gradients; its slots belong to a checkpoint. */
export interface Descent extends Stored {
  /** `gradient` [P] stays the caller's. */
  step(gradient: Tensor1D, learningRate: number): void
  dispose(): void
}

/** Averages of the task's parameters, to evaluate and answer with. */
export interface Averages extends Stored {
  update(): void
  /** Runs with the averages in the parameters' place. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** By the parameters' names. */
  weights(): Promise<StoredTensor[]>
  dispose(): void
}

/** A task with what changes it. */
export interface Trainable<Scores> {
  readonly task: Task<Scores>
  readonly optimizer: Descent
  readonly averages: Averages | null
}
