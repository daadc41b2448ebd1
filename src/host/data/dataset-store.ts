import { createHash } from 'node:crypto'
import path from 'node:path'
import type { HostEmitter, HostService } from '#shared/contract'
import { AppError } from '#shared/errors/app-error'
import type { FileHandle, ReadOptions } from '#shared/schemas/names-data'
import { OpenedDataset, type SplitChoice, type TrainingData } from './opened-dataset'
import { Pace } from './pace'
import { readNames, type GrantedFile, type ReadRequest } from './read-names'
import { grantedAgain, RecentList, rememberFiles, summariseRecent, type RecentStore } from './recent'

type Data = HostService['data']
type Input<Name extends keyof Data> = Parameters<Data[Name]>[0]
type Output<Name extends keyof Data> = Promise<Awaited<ReturnType<Data[Name]>>>

export interface DatasetStoreOptions {
  /** Read-only; holds data/surnames.csv. */
  readonly resourcesDir: string
  /** The path behind a handle; throws AppError for one that was never given out. */
  path(handle: FileHandle): string
  /** Heard while a file is read, at most ten times a second. */
  readonly progress?: HostEmitter['data']['progress']
  readonly recent?: RecentStore
}

export const sampleId = 'sample-surnames'
const progressInterval = 100

/** The data sets of a session: the sample, those that were opened, and those remembered from before, read when asked for. */
export class DatasetStore implements Data {
  readonly #opened = new Map<string, OpenedDataset>()
  readonly #loading = new Map<string, Promise<OpenedDataset>>()
  readonly #recent: RecentList
  #abort = new AbortController()

  constructor(private readonly options: DatasetStoreOptions) {
    this.#recent = new RecentList(options.recent)
  }

  /** The sample first, then the data sets of this session and those remembered, newest first. */
  async list(): Output<'list'> {
    const sample = await this.#dataset(sampleId).catch(() => undefined)
    const opened = [...this.#opened.values()].filter(({ id }) => id !== sampleId).reverse()
    const remembered = (await this.#recent.all()).filter(({ id }) => !this.#opened.has(id))
    const summaries = opened.map(({ summary }) => summary)
    return [...(sample ? [sample.summary] : []), ...summaries, ...remembered.map(summariseRecent)]
  }

  async open({ files, read }: Input<'open'>): Output<'open'> {
    const granted = this.#granted(files)
    const outcome = await this.#read({ files: granted, options: read, wanted: 'labelled' })
    if (outcome.kind === 'question') return outcome
    const first = (files[0] as FileHandle).name
    const name = files.length === 1 ? first : `${first} + ${files.length - 1}`
    const dataset = new OpenedDataset(idOf(granted), name, false, outcome.table)
    const report = await dataset.report(this.#pace())
    this.#opened.delete(dataset.id)
    this.#opened.set(dataset.id, dataset)
    const { id, cleaning, split } = dataset
    const { rows, classes } = report.summary
    const train = rememberFiles(granted, read)
    await this.#recent.put({ id, name, rows, classes, train, test: null, cleaning, split })
    return { kind: 'open', report }
  }

  async attachTest({ dataset: id, files, read }: Input<'attachTest'>): Output<'attachTest'> {
    const dataset = await this.#dataset(id)
    const granted = this.#granted(files)
    const outcome = await this.#readTest(dataset, granted, read)
    if (outcome.kind === 'question') return outcome
    const name = (files[0] as FileHandle).name
    const report = await dataset.attachTest({ name, table: outcome.table }, this.#pace())
    await this.#recent.change(id, { test: { ...rememberFiles(granted, read), name } })
    return { kind: 'open', report }
  }

  async detachTest(id: Input<'detachTest'>): Output<'detachTest'> {
    const dataset = await this.#dataset(id)
    const report = await dataset.attachTest(null, this.#pace())
    await this.#recent.change(id, { test: null })
    return report
  }

  async report(id: Input<'report'>): Output<'report'> {
    return (await this.#dataset(id)).report(this.#pace())
  }

  async rows(query: Input<'rows'>): Output<'rows'> {
    return (await this.#dataset(query.dataset)).rows(query, this.#pace())
  }

  async clean({ dataset, cleaning }: Input<'clean'>): Output<'clean'> {
    const report = await (await this.#dataset(dataset)).clean(cleaning, this.#pace())
    await this.#recent.change(dataset, { cleaning })
    return report
  }

  async split({ dataset, heldOut, seed }: Input<'split'>): Output<'split'> {
    const report = await (await this.#dataset(dataset)).divide({ heldOut, seed }, this.#pace())
    await this.#recent.change(dataset, { split: { heldOut, seed } })
    return report
  }

  /** Closes a data set and takes it off the list. The sample stays. */
  async forget(id: Input<'forget'>): Output<'forget'> {
    if (id === sampleId) return undefined
    this.#opened.delete(id)
    await this.#recent.remove(id)
    return undefined
  }

  /** Ends all reading that is under way, with AppError 'data-cancelled'. */
  cancel(): undefined {
    this.#abort.abort()
    this.#abort = new AbortController()
    return undefined
  }

  /**
   * What a run trains on: all of the training file against the test file, or the given split.
   * @throws AppError 'data-unknown', 'data-nothing-held-out', 'data-one-class'
   */
  async parts(id: string, split: SplitChoice): Promise<TrainingData> {
    return (await this.#dataset(id)).trainingData(split, this.#pace())
  }

  /**
   * The names of a file to classify, row by row; a file without a header and with one column will do. Nobody is asked:
   * doubts about the encoding or a cut file are failures.
   */
  async names(file: FileHandle, read: ReadOptions): Promise<{ names: string[]; badRows: number }> {
    const request = {
      files: this.#granted([file]),
      options: read,
      wanted: 'names',
      unattended: true
    } as const
    const outcome = await this.#read(request)
    if (outcome.kind === 'question') throw new AppError('data-columns-unclear', { file: file.name })
    const { names, nameOf, badRows } = outcome.table
    return { names: Array.from(nameOf, (index) => names[index] as string), badRows }
  }

  #pace = (): Pace => new Pace(this.#abort.signal)

  #granted(files: readonly FileHandle[]): GrantedFile[] {
    return files.map((handle) => ({ handle, path: this.options.path(handle) }))
  }

  #read(request: ReadRequest) {
    let last = 0
    const progress: ReadRequest['progress'] = (file, bytes, total, rows) => {
      const now = performance.now()
      if (now - last < progressInterval && bytes < total) return
      last = now
      this.options.progress?.({ file, bytes, total, rows })
    }
    return readNames({ ...request, progress, signal: this.#abort.signal })
  }

  #readTest(dataset: OpenedDataset, files: GrantedFile[], options: ReadOptions) {
    const knownLabels = new Set(dataset.table.labels)
    return this.#read({ files, options, wanted: 'labelled', knownLabels })
  }

  /** An open data set; a remembered one is read again, once however many ask. */
  async #dataset(id: string): Promise<OpenedDataset> {
    const opened = this.#opened.get(id)
    if (opened) return opened
    const loading = this.#loading.get(id) ?? (id === sampleId ? this.#loadSample() : this.#reopen(id))
    this.#loading.set(id, loading)
    try {
      const dataset = await loading
      this.#opened.set(id, dataset)
      return dataset
    } finally {
      this.#loading.delete(id)
    }
  }

  async #loadSample(): Promise<OpenedDataset> {
    const file = path.join(this.options.resourcesDir, 'data', 'surnames.csv')
    const handle: FileHandle = { handle: 'sample-surnames', name: 'surnames.csv', bytes: 0, kind: 'file' }
    const options = {
      header: true,
      nameColumn: 0,
      labelColumn: 1,
      separator: ',',
      encoding: 'utf-8'
    } as const
    try {
      const outcome = await readNames({ files: [{ path: file, handle }], options, wanted: 'labelled' })
      if (outcome.kind === 'table') return new OpenedDataset(sampleId, 'Sample surnames', true, outcome.table)
    } catch (thrown) {
      throw new AppError('data-sample-missing', {}, String(thrown))
    }
    throw new AppError('data-sample-missing')
  }

  async #reopen(id: string): Promise<OpenedDataset> {
    const entry = await this.#recent.find(id)
    if (!entry) throw new AppError('data-unknown')
    const { name, train, test, cleaning, split } = entry
    const refuse = (about: string) => new AppError('data-question-open', { file: name, about })
    const outcome = await this.#read({
      files: grantedAgain(train),
      options: train.read,
      wanted: 'labelled'
    })
    if (outcome.kind === 'question') throw refuse(outcome.question.about)
    const dataset = new OpenedDataset(id, name, false, outcome.table)
    const found = test && (await this.#readTest(dataset, grantedAgain(test), test.read))
    if (found?.kind === 'question') throw refuse(found.question.about)
    const testFile = test && found ? { name: test.name, table: found.table } : null
    await dataset.restore({ test: testFile, cleaning, split }, this.#pace())
    return dataset
  }
}

/** Ours, and the same for the same files, so that opening a file again takes its former place. */
function idOf(files: readonly GrantedFile[]): string {
  const paths = files.map((file) => path.resolve(file.path)).join('\n')
  return `names-${createHash('sha256').update(paths).digest('hex').slice(0, 16)}`
}
