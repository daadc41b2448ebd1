import type {
  Cleaning,
  DatasetReport,
  DatasetSummary,
  FileHandle,
  ReadOptions,
  ReadQuestion
} from '#shared/schemas/names-data'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'
import type { View } from './view.svelte'

export interface Reading {
  readonly file: string
  readonly bytes: number
  readonly total: number
  readonly rows: number
}

/** A question of the reader, and what was being opened when it was asked. */
export interface Asked {
  readonly question: ReadQuestion
  readonly files: FileHandle[]
  readonly as: 'training' | 'test'
  readonly read: ReadOptions
}

/** The names data sets: which there are, the one that is open, and files being read. */
export class Datasets {
  list = $state.raw<DatasetSummary[]>([])
  report = $state.raw<DatasetReport | null>(null)
  reading = $state.raw<Reading | null>(null)
  asked = $state.raw<Asked | null>(null)
  readonly loading = new Task()
  readonly opening = new Task()
  readonly changing = new Task()

  constructor(
    private readonly host: Host,
    private readonly view: View
  ) {
    host.attach((link) => {
      link.on.data.progress((reading) => (this.reading = reading))
    })
  }

  /** The list, and the data set used last; else the sample. */
  async load(): Promise<void> {
    await this.loading.run(async () => {
      this.list = await this.host.call.data.list()
      const last = this.view.memory.dataset
      const first = this.list.find((data) => data.id === last) ?? this.list[0]
      if (first && this.report?.summary.id !== first.id) await this.#show(first.id)
    })
  }

  async choose(id: string): Promise<void> {
    await this.loading.run(() => this.#show(id))
  }

  async #show(id: string): Promise<void> {
    this.report = await this.host.call.data.report(id)
    this.view.remember({ dataset: id })
  }

  /** Opens files as training data, or attaches them as the test file of the open data set. */
  async open(files: FileHandle[], as: Asked['as'], read: ReadOptions = {}): Promise<boolean> {
    const result = await this.opening.run(async () => {
      const dataset = this.report?.summary.id
      const opened =
        as === 'test' && dataset
          ? await this.host.call.data.attachTest({ dataset, files, read })
          : await this.host.call.data.open({ files, read })
      if (opened.kind === 'question') {
        this.asked = { question: opened.question, files, as, read }
        return false
      }
      this.asked = null
      this.report = opened.report
      this.view.remember({ dataset: opened.report.summary.id })
      this.list = await this.host.call.data.list()
      return true
    })
    this.reading = null
    return result ?? false
  }

  /** Files as the page has them: a choice in a dialog, or a drop. */
  async openFiles(files: File[], as: Asked['as']): Promise<boolean> {
    if (files.length === 0) return false
    const handles = await this.opening.run(() => this.host.grant(files))
    return handles ? this.open(handles, as) : false
  }

  async cancel(): Promise<void> {
    await this.host.call.data.cancel()
  }

  async detachTest(): Promise<void> {
    await this.#change((dataset) => this.host.call.data.detachTest(dataset))
  }

  async clean(cleaning: Cleaning): Promise<void> {
    await this.#change((dataset) => this.host.call.data.clean({ dataset, cleaning }))
  }

  async split(heldOut: number, seed: number): Promise<void> {
    await this.#change((dataset) => this.host.call.data.split({ dataset, heldOut, seed }))
  }

  /** Takes a data set off the list; its files stay where they are. */
  async forget(id: string): Promise<void> {
    await this.changing.run(async () => {
      await this.host.call.data.forget(id)
      this.list = await this.host.call.data.list()
      const first = this.list[0]
      if (this.report?.summary.id === id) {
        this.report = null
        if (first) await this.#show(first.id)
      }
    })
  }

  async #change(work: (dataset: string) => Promise<DatasetReport>): Promise<void> {
    const id = this.report?.summary.id
    if (!id) return
    const changed = await this.changing.run(() => work(id))
    if (!changed) return
    this.report = changed
    this.list = this.list.map((data) => (data.id === id ? changed.summary : data))
  }
}
