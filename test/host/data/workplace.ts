import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { DatasetStore, type DatasetStoreOptions } from '#host/data/dataset-store'
import { AppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import { datasetReportSchema, readQuestionSchema } from '#shared/schemas/names-data'
import type { DatasetReport, FileHandle, ReadOptions, ReadQuestion } from '#shared/schemas/names-data'

/** A folder of its own for a test file, and a store that may read it. */
export class Workplace {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-data-'))
  readonly store: DatasetStore
  readonly #paths = new Map<string, string>()

  constructor(options: Partial<DatasetStoreOptions> = {}) {
    this.store = this.newStore(options)
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }))
  }

  newStore(options: Partial<DatasetStoreOptions> = {}): DatasetStore {
    const grant = ({ handle }: FileHandle): string => this.#paths.get(handle) ?? '/nowhere'
    return new DatasetStore({ resourcesDir: this.folder, path: grant, ...options })
  }

  write(name: string, content: string | Uint8Array): FileHandle {
    writeFileSync(this.path(name), content)
    return this.grant(name)
  }

  path(name: string): string {
    return path.join(this.folder, name)
  }

  /** A handle for what lies in the folder under this name, or for any path. */
  grant(name: string): FileHandle {
    const file = path.resolve(this.folder, name)
    const handle = `handle-${this.#paths.size}-of-the-test`
    this.#paths.set(handle, file)
    const stats = existsSync(file) ? statSync(file) : undefined
    return {
      handle,
      name: path.basename(name),
      bytes: stats?.size ?? 0,
      kind: stats?.isDirectory() ? 'folder' : 'file'
    }
  }

  /** The report of a file that opens without a question. */
  async open(file: FileHandle | FileHandle[], read: ReadOptions = {}): Promise<DatasetReport> {
    const outcome = await this.store.open({ files: [file].flat(), read })
    if (outcome.kind === 'question') throw new Error(`asked about ${outcome.question.about}`)
    return datasetReportSchema.parse(outcome.report)
  }

  async ask(file: FileHandle | FileHandle[], read: ReadOptions = {}): Promise<ReadQuestion> {
    const outcome = await this.store.open({ files: [file].flat(), read })
    if (outcome.kind === 'open') throw new Error('asked nothing')
    return readQuestionSchema.parse(outcome.question)
  }

  /** The hash of the training data as a store of its own finds it in a file. */
  async newStoreWith(
    id: string,
    file: FileHandle,
    split: { heldOut: number; seed: number }
  ): Promise<string> {
    const store = this.newStore()
    await store.open({ files: [file], read: {} })
    return (await store.parts(id, split)).hash
  }

  /** Names and classes of all rows, in order. */
  async rowsOf({ summary }: DatasetReport): Promise<[string, string][]> {
    const page = await this.store.rows({ ...everything, dataset: summary.id })
    return page.rows.map(({ name, label }) => [name, label])
  }
}

export const everything = { search: '', label: null, filter: 'all', offset: 0, limit: 500 } as const

/** The AppError that a promise ends with, after checking that it has texts for people in both languages. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    for (const language of ['en', 'ko'] as const) {
      const { title, reason, next } = describeFailure(thrown.toFailure(), language)
      for (const text of [title, reason, next])
        if (text.includes('?') || text.includes('{') || text.length > 200)
          throw new Error(`bad text: ${text}`)
    }
    return thrown
  }
  throw new Error('did not fail')
}

/** Eight rows of made-up names in two classes. */
export const fewRows: readonly (readonly [string, string])[] = [
  ['Aldomir', 'Norlan'],
  ['Bekta', 'Sudari'],
  ['Corvith', 'Norlan'],
  ['Dunami', 'Sudari'],
  ['Elvorn', 'Norlan'],
  ['Fesana', 'Sudari'],
  ['Gorlith', 'Norlan'],
  ['Hanuri', 'Sudari']
]

export const asCsv = (rows: readonly (readonly string[])[], separator = ',', end = '\n'): string =>
  rows.map((row) => row.join(separator) + end).join('')
