import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunId, RunState } from '#shared/schemas/runs'
import { AppError } from '#shared/errors/app-error'
import { thrownBy } from '#shared/wire/envelope'
import type { Context } from './context'

export interface TrainingWatch {
  onEpoch(epoch: Epoch): void
  onProgress?(progress: Progress): void
}

export type Ended = Extract<RunState, { kind: 'done' }>

/**
 * Starts a run with `start` and reports it until it ends.
 *
 * @throws the run's own failure, such as AppError('diverged')
 */
export async function follow(
  { on }: Pick<Context, 'on'>,
  start: () => Promise<RunId>,
  watch: TrainingWatch
): Promise<{ run: RunId; ended: Ended }> {
  let run: RunId | undefined
  const early: (() => void)[] = []
  // What arrives before `start` has answered is kept until the run's id is known.
  const about = (id: RunId | null, action: () => void): void => {
    if (run === undefined) early.push(() => about(id, action))
    else if (id === run) action()
  }
  const forget: (() => void)[] = []
  try {
    const ended = new Promise<Ended>((resolve, reject) => {
      forget.push(
        on.training.epoch(({ run: id, epoch }) => about(id, () => watch.onEpoch(epoch))),
        on.training.progress(({ run: id, progress }) => about(id, () => watch.onProgress?.(progress))),
        on.training.changed((state) => {
          if (state.kind === 'done') about(state.run, () => resolve(state))
          else if (state.kind === 'failed')
            about(state.run ?? run ?? null, () => reject(thrownBy(state.failure)))
          else if (state.kind === 'paused' && state.failure) {
            const { failure } = state
            about(state.run, () => reject(thrownBy(failure)))
          }
        })
      )
    })
    ended.catch(() => {}) // reported below, after `start` has answered
    run = await start()
    for (const action of early.splice(0)) action()
    const last = await ended
    if (last.reason === 'diverged') throw new AppError('diverged')
    return { run, ended: last }
  } finally {
    forget.forEach((each) => each())
  }
}
