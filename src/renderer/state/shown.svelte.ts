import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunDetail, RunId } from '#shared/schemas/runs'
import { merge } from './epochs'
import type { Host } from './host.svelte'
import { addReport, type LossReport } from './loss-reports'
import { Task } from './task.svelte'
import type { View } from './view.svelte'

/** The run that the Train and Try tabs show: the live one, or one opened from the library. */
export class ShownRun {
  detail = $state.raw<RunDetail | null>(null)
  epochs = $state.raw<Epoch[]>([])
  /** Training loss between epochs, as far as this window has heard it. */
  reports = $state.raw<LossReport[]>([])
  readonly loading = new Task()
  /** Epochs heard of the live run, also while its folder is still being read. */
  #heard: { run: RunId; epochs: Epoch[] } | null = null

  constructor(
    private readonly host: Host,
    private readonly view: View
  ) {
    host.attach((link) => {
      link.on.training.epoch(({ run, epoch }) => {
        this.#heard = { run, epochs: [...(this.#heard?.run === run ? this.#heard.epochs : []), epoch] }
        if (run === this.id) this.epochs = merge(this.epochs, [epoch])
      })
      link.on.training.progress(({ run, progress }) => {
        if (run === this.id) this.#hear(progress)
      })
      link.on.runs.changed((list) => {
        const summary = list.find((run) => run.id === this.id)
        if (summary && this.detail) this.detail = { ...this.detail, summary }
      })
      // What was missed while the wire was broken comes from the run's folder: no gap, and nothing twice.
      if (this.id) void this.open(this.id)
    })
  }

  get id(): RunId | null {
    return this.detail?.summary.id ?? null
  }

  get last(): Epoch | null {
    return this.epochs.at(-1) ?? null
  }

  get best(): Epoch | null {
    return this.epochs.reduce<Epoch | null>(
      (best, epoch) => (best && best.heldOut.accuracy >= epoch.heldOut.accuracy ? best : epoch),
      null
    )
  }

  async open(run: RunId): Promise<boolean> {
    const detail = await this.loading.run(() => this.host.call.runs.show(run))
    if (!detail) return false
    const heard = this.#heard?.run === run ? this.#heard.epochs : []
    if (this.id !== run) this.reports = []
    this.detail = detail
    this.epochs = merge(detail.epochs, heard)
    this.view.remember({ run })
    return true
  }

  close(): void {
    this.detail = null
    this.epochs = []
    this.reports = []
    this.view.remember({ run: null })
  }

  #hear(progress: Progress): void {
    if (progress.loss === null) return
    const x = progress.epoch - 1 + progress.batch / progress.batches
    this.reports = addReport(this.reports, { x, loss: progress.loss })
  }
}
