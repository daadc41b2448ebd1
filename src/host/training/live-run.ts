import { AppError, toAppError } from '#shared/errors/app-error'
import type { Failure } from '#shared/schemas/failure'
import type { DeviceChoice, DeviceId } from '#shared/schemas/devices'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunDetail, RunId, RunSummary, StopReason } from '#shared/schemas/runs'
import type { NamesParts } from '#shared/trainer-contract'
import { MetricsLog } from '../runs/metrics-log'
import type { RunFolder } from '../runs/run-folder'
import type { RunLock } from '../runs/run-lock'
import { withEpochs } from '../runs/summary'
import type { TrainerLink } from './trainer-link'

/** A checkpoint as the trainer sends it. */
export interface SentCheckpoint {
  readonly step: number
  readonly epoch: Epoch | null
  readonly best: boolean
  readonly bytes: Uint8Array
}

export interface LiveRunParts {
  readonly folder: RunFolder
  readonly lock: RunLock
  readonly config: NamesConfig
  readonly data: NamesParts
  readonly summary: RunSummary
  readonly device: DeviceChoice
  readonly watched: readonly string[]
}

/** The run in hand: what it is, how far it came, and how it is put on disk. Work on it is done in order, one at a time. */
export class LiveRun {
  readonly id: RunId
  /** The trainer it is in; null while it is being prepared. */
  link: TrainerLink | null = null
  progress: Progress | null = null
  /** Why the last checkpoint could not be stored. */
  failure: Failure | null = null
  /** Last epoch that is on disk. */
  safeEpoch: number | null = null
  stopWanted = false
  closing = false
  /** Settles when the run is over and its folder is free. */
  readonly over: Promise<void>
  ended = false
  #settle!: () => void
  #metrics: MetricsLog | null = null
  #metricsFailed = false
  #storedStep = -1
  #queue: Promise<void> = Promise.resolve()

  constructor(private readonly parts: LiveRunParts) {
    this.id = parts.folder.id
    this.over = new Promise((resolve) => (this.#settle = resolve))
    this.summaryNow = parts.summary
  }

  private summaryNow: RunSummary

  get config(): NamesConfig {
    return this.parts.config
  }

  get data(): NamesParts {
    return this.parts.data
  }

  get folder(): RunFolder {
    return this.parts.folder
  }

  get device(): DeviceChoice {
    return this.parts.device
  }

  get watched(): readonly string[] {
    return this.parts.watched
  }

  get summary(): RunSummary {
    return withEpochs(this.summaryNow, this.epochs)
  }

  /** Epochs whose checkpoint is on disk. */
  get epochs(): Epoch[] {
    return (this.#metrics?.epochs ?? []).filter((epoch) => epoch.step <= this.#storedStep)
  }

  get detail(): RunDetail {
    return { summary: this.summary, config: this.config, epochs: this.epochs }
  }

  /** Does `work` after all that came before it. */
  enqueue(work: () => Promise<void>): void {
    this.#queue = this.#queue.then(work).catch(() => {})
  }

  /** The trainer stands at this step of the run: what the curve has after it is taken back. */
  async begin(at: { device: DeviceId; parameters: number; step: number; epoch: number }): Promise<void> {
    this.#metrics = await MetricsLog.open(this.folder.metricsFile, at.step)
    this.#storedStep = at.step
    this.safeEpoch = at.epoch > 0 ? at.epoch : null
    this.summaryNow = { ...this.summaryNow, device: at.device, parameters: at.parameters, stop: null }
    await this.folder.saveSummary(this.summary)
  }

  /**
   * Puts a checkpoint on disk, after its epoch's line. Returns why it could not be stored (null: it is), and, once, why
   * the line could not be written.
   */
  async store(sent: SentCheckpoint): Promise<{ failure: Failure | null; notice: AppError | null }> {
    let notice: AppError | null = null
    if (sent.epoch) {
      const failed = (await this.#metrics?.append(sent.epoch)) ?? null
      if (failed && !this.#metricsFailed) notice = new AppError('metrics-not-saved', { what: failed.code })
      this.#metricsFailed = failed !== null
    }
    try {
      await this.folder.checkpoints.store(sent.bytes, sent.step, sent.best)
    } catch (thrown) {
      this.failure = toAppError(thrown).toFailure()
      return { failure: this.failure, notice }
    }
    this.failure = null
    this.#storedStep = sent.step
    if (sent.epoch) this.safeEpoch = sent.epoch.epoch
    return { failure: null, notice }
  }

  async rename(name: string): Promise<RunSummary> {
    this.summaryNow = { ...this.summaryNow, name }
    await this.folder.saveSummary(this.summary)
    return this.summary
  }

  /** Writes how it ended and gives the folder free. Returns why that could not be written, or null. */
  async end(stop: StopReason): Promise<AppError | null> {
    this.ended = true
    this.summaryNow = { ...this.summaryNow, stop }
    const failure = await this.folder.saveSummary(this.summary).then(
      () => null,
      (thrown: unknown) => toAppError(thrown)
    )
    await this.parts.lock.release()
    this.#settle()
    return failure
  }
}
