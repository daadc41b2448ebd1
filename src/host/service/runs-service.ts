import type { HostService } from '#shared/contract'
import { AppError } from '#shared/errors/app-error'
import type { RunDetail, RunId, RunSummary } from '#shared/schemas/runs'
import type { RunLibrary } from '../runs/library'
import { fileNameFor, metricsCsv } from '../runs/metrics-csv'
import type { Supervisor } from '../training/supervisor'

/** The library, with the run in hand as it is in memory. */
export class RunsService {
  constructor(
    private readonly library: RunLibrary,
    private readonly supervisor: Supervisor,
    private readonly changed: () => void
  ) {}

  async list(): Promise<RunSummary[]> {
    const { live } = this.supervisor
    return (await this.library.list()).map((run) => (live?.id === run.id ? live.summary : run))
  }

  show(run: RunId): Promise<RunDetail> | RunDetail {
    const live = this.#live(run)
    return live ? live.detail : this.library.show(run)
  }

  service(): HostService['runs'] {
    return {
      list: () => this.list(),
      show: (run) => this.show(run),
      rename: async ({ run, name }) => {
        const summary = await (this.#live(run)?.rename(name) ?? this.library.rename(run, name))
        this.changed()
        return summary
      },
      config: (run) => this.#live(run)?.config ?? this.library.folder(run).config(),
      remove: async (run) => {
        if (this.#live(run)) throw new AppError('run-busy')
        await this.library.remove(run)
        this.changed()
        return undefined
      },
      restore: async (run) => {
        await this.library.restore(run)
        this.changed()
        return undefined
      },
      exportMetrics: async (run) => {
        const { summary, epochs } = await this.show(run)
        return { fileName: fileNameFor(summary.name, '-metrics.csv'), csv: metricsCsv(epochs) }
      }
    }
  }

  #live(run: RunId) {
    const { live } = this.supervisor
    return live?.id === run ? live : undefined
  }
}
