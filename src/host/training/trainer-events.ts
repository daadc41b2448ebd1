import { AppError } from '#shared/errors/app-error'
import type { ErrorCode } from '#shared/errors/texts.en'
import type { Progress } from '#shared/schemas/names-metrics'
import type { StopReason } from '#shared/schemas/runs'
import type { LiveRun, SentCheckpoint } from './live-run'
import { Throttle } from './throttle'
import type { TrainerExit, TrainerLink } from './trainer-link'

/** What happens to a run in its trainer; all but progress in order, one at a time, and nothing after its end. */
export interface TrainerEvents {
  /** At most ten times a second, and the last one before anything else. */
  progress(progress: Progress): void
  checkpoint(sent: SentCheckpoint & { sequence: number }): Promise<void>
  paused(): void
  ended(reason: StopReason, failure: AppError | null): Promise<void>
  /** The process is gone, and the run was not over. */
  exited(exit: TrainerExit): Promise<void>
}

/** Listens until the run is over. */
export function listenToTrainer(live: LiveRun, link: TrainerLink, events: TrainerEvents): void {
  const progress = new Throttle<Progress>(100, (latest) => events.progress(latest))
  const inOrder = (work: () => Promise<void> | void): void =>
    live.enqueue(async () => {
      progress.flush()
      if (!live.ended) await work()
    })
  const unlisten = [
    link.on.training.progress((latest) => {
      live.progress = latest
      progress.push(latest)
    }),
    link.on.training.checkpoint((sent) => inOrder(() => events.checkpoint(sent))),
    link.on.training.paused((latest) =>
      inOrder(() => {
        live.progress = latest ?? live.progress
        events.paused()
      })
    ),
    link.on.training.ended(({ reason, failure }) => {
      const error = failure && new AppError(failure.code as ErrorCode, failure.params, failure.detail)
      inOrder(() => events.ended(reason, error))
    })
  ]
  void link.exited.then((exit) => inOrder(() => events.exited(exit)))
  void live.over.then(() => {
    progress.cancel()
    for (const stop of unlisten) stop()
  })
}
