import type { AppError } from '#shared/errors/app-error'
import type { Progress } from '#shared/schemas/names-metrics'
import type { StopReason } from '#shared/schemas/runs'
import type { Store } from './trainer-keeper'
import type { Clock } from './trainer-pace'
import type { Schedule } from './trainer-schedule'
import type { TrainingState } from './trainer-state'
import type { Turn } from './trainer-task'

export interface TrainerSettings {
  readonly epochs: number
  readonly learningRate: number
  readonly schedule: Schedule
  /** Share of all steps over which the learning rate rises to its value. */
  readonly warmUp: number
  /** Epochs without a better score before the run ends; 0: never. */
  readonly patience: number
}

/** One finished epoch. */
export interface EpochReport<Scores> {
  readonly epoch: number
  readonly step: number
  /** Mean over the epoch's examples. */
  readonly loss: number
  /** Share of the epoch's examples answered right while training. */
  readonly accuracy: number
  /** Training time alone. */
  readonly seconds: number
  /** Examples a second. */
  readonly rate: number
  readonly learningRate: number
  readonly best: boolean
  readonly scores: Scores
}

/** Whom a trainer reports to. */
export interface TrainerHooks<Scores> {
  /** At most ten times a second. */
  progress(progress: Progress): void
  paused(progress: Progress): void
  readonly store: Store<TrainingState, EpochReport<Scores>>
}

/** What a trainer needs of the process it runs in. */
export interface TrainerRuntime {
  readonly clock: Clock
  readonly turn: Turn
}

export interface Ended {
  readonly reason: StopReason
  readonly failure: AppError | null
}

/** Milliseconds between two reports, and between two checkpoints inside an epoch. */
export const reportEvery = 100
export const checkpointEvery = 5000
