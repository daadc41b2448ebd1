import { AppError, toAppError } from '#shared/errors/app-error'
import type { DeviceId } from '#shared/schemas/devices'
import type { RunId, RunState, StopReason, TrainingRequest } from '#shared/schemas/runs'
import type { RunLibrary } from '../runs/library'
import { launchFailure, runExitFailure } from './exit-failure'
import type { LiveRun, SentCheckpoint } from './live-run'
import { createRun, loadRun, type ResumeChoice } from './prepare-run'
import type { DataSource, TrainingReports } from './terms'
import { listenToTrainer } from './trainer-events'
import type { TrainerLink } from './trainer-link'
import type { TrainerOwner } from './trainer-owner'
import { SilenceWatch } from './silence-watch'

export interface SupervisorOptions {
  readonly library: RunLibrary
  readonly owner: TrainerOwner
  readonly data: DataSource
  readonly reports: TrainingReports
  /** For runs that are resumed. */
  choice(): ResumeChoice
  /** Milliseconds without a sign of life before a trainer counts as silent. */
  readonly silence?: number
}

interface Launch {
  readonly checkpoint: Uint8Array<ArrayBuffer> | null
  /** Set before the first batch; null: as the checkpoint or the configuration has it. */
  readonly learningRate: number | null
}

/**
 * Runs one training at a time in the trainer process: starts it, stores what it hands over, tells how it goes, and says
 * what happened when the process dies. The state is a union; everything that changes it passes through `#set`.
 */
export class Supervisor {
  #state: RunState = { kind: 'idle' }
  #live: LiveRun | null = null
  /** Between the call and the run's folder: nothing else may start. */
  #reserving: Promise<LiveRun> | null = null
  /** Learning rates for runs that will be resumed. */
  readonly #rates = new Map<RunId, number>()
  readonly #silence: SilenceWatch

  constructor(private readonly options: SupervisorOptions) {
    this.#silence = new SilenceWatch(
      options.silence ?? 10_000,
      () => this.#live?.link ?? null,
      (silent) => {
        if (this.#state.kind === 'training' && this.#state.silent !== silent)
          this.#set({ ...this.#state, silent })
      }
    )
  }

  get state(): RunState {
    return this.#state
  }

  /** The run that is loading, training or paused. */
  get live(): LiveRun | null {
    return this.#live
  }

  get busy(): boolean {
    return this.#live !== null || this.#reserving !== null
  }

  /** Begins a run, in the library or in `folder`; from then on `state` tells. Throws AppError('training-busy') and others. */
  async start(request: TrainingRequest, folder?: string): Promise<RunId> {
    const live = await this.#reserve((stage) =>
      createRun(this.options.library, this.options.data, request, folder, stage)
    )
    live.enqueue(() => this.#launch(live, { checkpoint: null, learningRate: null }))
    this.options.reports.runs()
    return live.id
  }

  /** Goes on: in the trainer that has the run, else from its newest checkpoint that is whole. */
  async resume(run: RunId): Promise<void> {
    const { library, reports, choice } = this.options
    if (this.#live?.id === run) return this.#goOn(this.#live)
    let checkpoint: Launch['checkpoint'] = null
    const live = await this.#reserve(async (stage) => {
      const loaded = await loadRun(library, run, choice(), stage)
      checkpoint = loaded.checkpoint?.bytes ?? null
      if (loaded.checkpoint?.notice) reports.notice(loaded.checkpoint.notice)
      return loaded.live
    })
    const learningRate = this.#rates.get(run) ?? null
    this.#rates.delete(run)
    live.enqueue(() => this.#launch(live, { checkpoint, learningRate }))
    reports.runs()
  }

  async pause(run: RunId): Promise<void> {
    const live = this.#of(run)
    if (this.#state.kind === 'training') await this.#linkOf(live).call.training.pause()
  }

  /** One batch, then pause. */
  async step(run: RunId): Promise<void> {
    const live = this.#of(run)
    const before = this.#state
    if (before.kind !== 'paused') return
    this.#set(this.#training(live, before.device))
    await this.#linkOf(live)
      .call.training.step()
      .catch((thrown: unknown) => {
        if (this.#live === live) this.#set(before)
        throw thrown
      })
  }

  /** Settles when the run has ended, its last state stored. */
  async stop(run: RunId): Promise<void> {
    const live = this.#live ?? (await this.#reserving?.catch(() => null))
    if (live?.id !== run) return
    live.stopWanted = true
    if (this.#state.kind !== 'loading') await live.link?.call.training.stop().catch(() => {})
    await live.over
  }

  /** Ends a trainer that no longer answers; the run can be resumed from its last checkpoint. */
  async kill(run: RunId): Promise<void> {
    const live = this.#of(run)
    live.stopWanted = true
    await (live.link ?? this.options.owner.current)?.end()
    await live.over
  }

  /** Of the live run from the next batch on; of any other when it is resumed. */
  async setLearningRate(run: RunId, learningRate: number): Promise<void> {
    if (this.#live?.id !== run) this.#rates.set(run, learningRate)
    else await this.#linkOf(this.#live).call.training.setLearningRate(learningRate)
  }

  /** Stops with a checkpoint, or without one after `patience` milliseconds, and ends the trainer. */
  async close(patience = 1400): Promise<void> {
    this.#silence.stop()
    const live = this.#live ?? (await this.#reserving?.catch(() => null))
    if (live && !live.ended) {
      live.closing = true
      live.stopWanted = true
      void live.link?.call.training.stop().catch(() => {})
      await Promise.race([live.over, new Promise((resolve) => setTimeout(resolve, patience))])
    }
    await this.options.owner.close(300)
    if (live) await this.#end(live, 'closed', { kind: 'done', run: live.id, reason: 'closed' })
  }

  /** Keeps everything else from starting while a run is made or read. */
  async #reserve(
    make: (stage: (run: RunId, stage: 'data' | 'checkpoint') => void) => Promise<LiveRun>
  ): Promise<LiveRun> {
    if (this.busy) throw new AppError('training-busy')
    const before = this.#state
    this.#reserving = make((run, stage) => this.#set({ kind: 'loading', run, stage }))
    try {
      return (this.#live = await this.#reserving)
    } catch (thrown) {
      this.#set(before.kind === 'failed' || before.kind === 'done' ? before : { kind: 'idle' })
      throw thrown
    } finally {
      this.#reserving = null
    }
  }

  async #launch(live: LiveRun, { checkpoint, learningRate }: Launch): Promise<void> {
    const { owner } = this.options
    try {
      this.#set({ kind: 'loading', run: live.id, stage: 'device' })
      const link = (live.link = await owner.get(live.device, false))
      this.#listen(live, link)
      this.#set({ kind: 'loading', run: live.id, stage: 'model' })
      const waits = live.stopWanted || learningRate !== null
      const at = await link.call.training.start({
        run: live.id,
        config: live.config,
        parts: live.data,
        device: live.device,
        watched: [...live.watched],
        checkpoint,
        paused: waits
      })
      await live.begin(at)
      if (learningRate !== null) await link.call.training.setLearningRate(learningRate)
      this.#set(this.#training(live, at.device))
      this.#silence.start()
      if (live.stopWanted) await link.call.training.stop()
      else if (waits) await link.call.training.resume()
    } catch (thrown) {
      const failure = await launchFailure(live, toAppError(thrown))
      void live.link?.call.training.stop().catch(() => {})
      if (!live.ended) await this.#fail(live, failure, 'crashed')
    }
  }

  #listen(live: LiveRun, link: TrainerLink): void {
    listenToTrainer(live, link, {
      progress: (latest) => this.options.reports.progress(live.id, latest),
      checkpoint: (sent) => this.#store(live, link, sent),
      paused: () => {
        if (this.#state.kind !== 'training') return
        const { device } = this.#state
        const { id, progress, failure } = live
        this.#set({ kind: 'paused', run: id, device, progress, failure })
      },
      ended: (reason, failure) => {
        if (failure) return this.#fail(live, failure, reason)
        const stop = live.closing ? 'closed' : reason
        return this.#end(live, stop, { kind: 'done', run: live.id, reason: stop })
      },
      exited: (exit) => this.#fail(live, runExitFailure(live, exit), 'crashed')
    })
  }

  /** First on disk, then to the trainer, then to the view: what the view has seen is never lost. */
  async #store(live: LiveRun, link: TrainerLink, sent: SentCheckpoint & { sequence: number }): Promise<void> {
    const { reports } = this.options
    const { failure, notice } = await live.store(sent)
    if (notice) reports.notice(notice)
    link.call.training.stored({ sequence: sent.sequence, failure }).catch(() => {})
    if (failure || !sent.epoch) return
    reports.epoch(live.id, sent.epoch)
    if (this.#state.kind === 'training') reports.rate(this.#state.device, sent.epoch.rate)
    reports.runs()
  }

  async #goOn(live: LiveRun): Promise<void> {
    const before = this.#state
    if (before.kind !== 'paused' && before.kind !== 'training') return
    if (before.kind === 'paused') this.#set(this.#training(live, before.device))
    await this.#linkOf(live).call.training.resume()
    if (this.#live === live && this.#state.kind === 'paused' && !this.#state.failure) {
      this.#set(this.#training(live, this.#state.device)) // a pause that was under way
    }
  }

  async #fail(live: LiveRun, failure: AppError, reason: StopReason): Promise<void> {
    if (live.closing) return this.#end(live, 'closed', { kind: 'done', run: live.id, reason: 'closed' })
    const { id, safeEpoch } = live
    const failed = {
      kind: 'failed',
      run: id,
      failure: failure.toFailure(),
      safeEpoch,
      resumable: true
    } as const
    await this.#end(live, reason, failed)
  }

  async #end(live: LiveRun, stop: StopReason, state: RunState): Promise<void> {
    if (live.ended) return live.over
    const { reports } = this.options
    this.#silence.stop()
    const unsaved = await live.end(stop)
    if (this.#live === live) this.#live = null
    if (unsaved) reports.notice(unsaved)
    this.#set(state)
    reports.runs()
  }

  #training(live: LiveRun, device: DeviceId): RunState {
    return { kind: 'training', run: live.id, device, progress: live.progress, silent: false }
  }

  #of(run: RunId): LiveRun {
    if (this.#live?.id !== run) throw new AppError('training-idle')
    return this.#live
  }

  #linkOf(live: LiveRun): TrainerLink {
    if (!live.link) throw new AppError('training-idle')
    return live.link
  }

  #set(state: RunState): void {
    this.#state = state
    this.options.reports.changed(state)
  }
}
