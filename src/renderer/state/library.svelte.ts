import type { RunDetail, RunId, RunSummary } from '#shared/schemas/runs'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'

/** The runs on disk. */
export class Library {
  list = $state.raw<RunSummary[]>([])
  readonly loading = new Task()
  readonly changing = new Task()

  constructor(private readonly host: Host) {
    host.attach((link) => {
      link.on.runs.changed((list) => (this.list = list))
      void this.loading.run(async () => {
        this.list = await link.call.runs.list()
      })
    })
  }

  find(run: RunId | null): RunSummary | null {
    return this.list.find((summary) => summary.id === run) ?? null
  }

  show(run: RunId): Promise<RunDetail> {
    return this.host.call.runs.show(run)
  }

  async rename(run: RunId, name: string): Promise<void> {
    const renamed = await this.changing.run(() => this.host.call.runs.rename({ run, name }))
    if (renamed) this.list = this.list.map((summary) => (summary.id === run ? renamed : summary))
  }

  /** Into the trash; true when it went there. */
  async remove(run: RunId): Promise<boolean> {
    const removed = await this.changing.run(async () => {
      await this.host.call.runs.remove(run)
      return true
    })
    if (removed) this.list = this.list.filter((summary) => summary.id !== run)
    return removed ?? false
  }

  async restore(run: RunId): Promise<void> {
    await this.changing.run(async () => {
      await this.host.call.runs.restore(run)
      this.list = await this.host.call.runs.list()
    })
  }

  exportMetrics(run: RunId): Promise<{ fileName: string; csv: string } | undefined> {
    return this.changing.run(() => this.host.call.runs.exportMetrics(run))
  }
}
