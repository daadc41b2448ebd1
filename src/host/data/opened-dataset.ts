import type { Cleaning, DatasetReport, DatasetSummary, RowPage, RowQuery } from '#shared/schemas/names-data'
import type { NamesParts } from '#shared/trainer-contract'
import { AppError } from '#shared/errors/app-error'
import { auditTables, type Audit } from './audit'
import { measureBaselines } from './baselines'
import type { NameTable } from './name-table'
import type { Pace } from './pace'
import { buildParts, hashParts } from './parts'
import { divide, type Tables } from './prepare'
import { makeReport } from './report'
import { RowSearch } from './row-search'

export interface SplitChoice {
  readonly heldOut: number
  readonly seed: number
}

export interface TestFile {
  readonly name: string
  readonly table: NameTable
}

/** What a run trains on. */
export interface TrainingData {
  readonly parts: NamesParts
  readonly report: DatasetReport
  /** SHA-256 of the parts. */
  readonly hash: string
}

/** What a person decides about a data set. */
export interface Decisions {
  readonly test: TestFile | null
  readonly cleaning: Cleaning
  readonly split: SplitChoice
}

const noCleaning: Cleaning = { dropDuplicates: false, dropConflicts: false, dropLeaked: false }

/** One data set in memory: what was read, what the user decided, and what follows from both. */
export class OpenedDataset {
  #decisions: Decisions = { test: null, cleaning: noCleaning, split: { heldOut: 0.2, seed: 0 } }
  #audit: Audit | undefined
  #report: DatasetReport | undefined
  #search: RowSearch | undefined
  #training: { key: string; data: TrainingData } | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(
    readonly id: string,
    readonly name: string,
    readonly sample: boolean,
    readonly table: NameTable
  ) {}

  get summary(): DatasetSummary {
    return {
      id: this.id,
      name: this.name,
      sample: this.sample,
      rows: this.table.nameOf.length,
      classes: this.table.labels.length,
      testName: this.#decisions.test?.name ?? null
    }
  }

  get cleaning(): Cleaning {
    return this.#decisions.cleaning
  }

  get split(): SplitChoice {
    return this.#decisions.split
  }

  report(pace: Pace): Promise<DatasetReport> {
    return this.#alone(() => this.#present(pace))
  }

  rows(query: RowQuery, pace: Pace): Promise<RowPage> {
    return this.#alone(async () => {
      await this.#present(pace)
      if (!this.#search) throw new AppError('data-unknown')
      return this.#search.page(query, pace)
    })
  }

  /** @throws AppError 'data-test-labels' when no row of the file has a class that this data set knows */
  async attachTest(test: TestFile | null, pace: Pace): Promise<DatasetReport> {
    const known = new Set(this.table.labels)
    if (test && !test.table.labels.some((label) => known.has(label)))
      throw new AppError('data-test-labels', { file: test.name, rows: test.table.nameOf.length })
    return this.#change({ test }, pace)
  }

  clean(cleaning: Cleaning, pace: Pace): Promise<DatasetReport> {
    return this.#change({ cleaning }, pace)
  }

  divide(split: SplitChoice, pace: Pace): Promise<DatasetReport> {
    return this.#change({ split }, pace)
  }

  /** All decisions at once, as they were when the data set was open before. */
  restore(decisions: Decisions, pace: Pace): Promise<DatasetReport> {
    return this.#change(decisions, pace)
  }

  /** @throws AppError 'data-nothing-held-out' */
  trainingData(split: SplitChoice, pace: Pace): Promise<TrainingData> {
    const key = JSON.stringify([split.heldOut, split.seed])
    return this.#alone(async () => {
      if (this.#training?.key !== key)
        this.#training = { key, data: await this.#prepareTraining(split, pace) }
      return this.#training.data
    })
  }

  async #prepareTraining(split: SplitChoice, pace: Pace): Promise<TrainingData> {
    const { parts, report } = await this.#evaluate(split, pace)
    if (parts.heldOut.names.length === 0)
      throw new AppError('data-nothing-held-out', {
        names: this.table.names.length,
        classes: parts.classes.length
      })
    return { parts, report, hash: await hashParts(parts, pace) }
  }

  /** Makes changes one after the other, since each takes several turns of the event loop. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => undefined)
    return result
  }

  /** Takes decisions and reports on them; if they cannot stand, the former ones do. */
  #change(changes: Partial<Decisions>, pace: Pace): Promise<DatasetReport> {
    return this.#alone(async () => {
      const former = [this.#decisions, this.#audit, this.#report, this.#search, this.#training] as const
      this.#decisions = { ...this.#decisions, ...changes }
      if (changes.test !== undefined) this.#audit = undefined
      this.#report = undefined
      this.#training = undefined
      try {
        return await this.#present(pace)
      } catch (thrown) {
        ;[this.#decisions, this.#audit, this.#report, this.#search, this.#training] = former
        throw thrown
      }
    })
  }

  /** The report of the present decisions. */
  async #present(pace: Pace): Promise<DatasetReport> {
    if (this.#report) return this.#report
    const { tables, division, report } = await this.#evaluate(this.split, pace)
    this.#search = new RowSearch(tables, division)
    this.#report = report
    return report
  }

  async #evaluate(split: SplitChoice, pace: Pace) {
    const { test, cleaning } = this.#decisions
    this.#audit ??= await auditTables(this.table, test?.table ?? null, pace)
    const tables: Tables = { train: this.table, test: test?.table ?? null, audit: this.#audit }
    const division = await divide(tables, cleaning, split, this.name, pace)
    const parts = await buildParts(tables, division, pace)
    const baselines = await measureBaselines(parts, pace)
    const report = await makeReport(
      { summary: this.summary, tables, division, cleaning, split, baselines },
      pace
    )
    return { tables, division, parts, report }
  }
}
