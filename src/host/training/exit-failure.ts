import { AppError } from '#shared/errors/app-error'
import type { LiveRun } from './live-run'
import type { TrainerExit } from './trainer-link'

/** What the user should know about a trainer that ended in the middle of a run. */
export interface Interrupted {
  /** Epoch in hand, counted from 1; null before the first batch. */
  readonly epoch: number | null
  /** Last epoch that is on disk. */
  readonly safeEpoch: number | null
  readonly batchSize: number
}

/** A number of examples that takes an eighth of the memory, as a power of two. */
export const smallerBatch = (batchSize: number): number =>
  Math.max(1, 2 ** Math.floor(Math.log2(Math.max(1, batchSize / 8))))

export const exitText = ({ code, signal }: Pick<TrainerExit, 'code' | 'signal'>): string =>
  signal ?? (code === null ? '?' : `exit code ${code}`)

/**
 * Why a run's trainer is gone. Node and TensorFlow abort (134, SIGABRT) when an allocation fails; the system kills
 * (137, SIGKILL) when memory runs out, and says so in a counter.
 */
export function exitFailure(exit: TrainerExit, at: Interrupted): AppError {
  const { code, signal } = exit
  if (exit.asked) return new AppError('trainer-killed', { safeEpoch: at.safeEpoch ?? 0 })
  const aborted = code === 134 || signal === 'SIGABRT'
  if (aborted || code === 137 || exit.memoryKill) {
    return new AppError('out-of-memory', {
      batchSize: at.batchSize,
      suggestedBatchSize: smallerBatch(at.batchSize)
    })
  }
  const how = exitText(exit)
  if (at.safeEpoch === null) return new AppError('trainer-crashed-early', { how })
  return new AppError('trainer-crashed', {
    epoch: at.epoch ?? at.safeEpoch + 1,
    safeEpoch: at.safeEpoch,
    how
  })
}

/** Why the trainer of this run is gone. */
export const runExitFailure = (live: LiveRun, exit: TrainerExit): AppError =>
  exitFailure(exit, {
    epoch: live.progress?.epoch ?? null,
    safeEpoch: live.safeEpoch,
    batchSize: live.config.training.batchSize
  })

/** Why a run did not begin: a wire that broke says nothing, the exit of the process does. */
export async function launchFailure(live: LiveRun, thrown: AppError): Promise<AppError> {
  const { link } = live
  if (!link || (thrown.code !== 'connection-lost' && link.alive)) return thrown
  const exit = await link.exited
  if (!link.spoke && !exit.asked) return new AppError('trainer-not-started', { how: exitText(exit) })
  return runExitFailure(live, exit)
}
