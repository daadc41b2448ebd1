import {
  cleaningSchema,
  datasetIdSchema,
  fileHandleSchema,
  readOptionsSchema,
  type DatasetSummary,
  type ReadOptions
} from '#shared/schemas/names-data'
import { z } from '#shared/zod'
import type { GrantedFile } from './read-names'

/** A granted file as it is remembered between starts: the host may read this path again. */
const rememberedFileSchema = z.strictObject({
  path: z.string().min(1).max(32_767),
  name: z.string().max(400),
  kind: fileHandleSchema.shape.kind
})

const rememberedFilesSchema = z.strictObject({
  files: z.array(rememberedFileSchema).min(1).max(1000),
  read: readOptionsSchema
})

/** A data set that was opened before: where its files lie and how they were read, never their content. */
export const recentDatasetSchema = z.strictObject({
  id: datasetIdSchema,
  name: z.string().max(400),
  rows: z.int().nonnegative(),
  classes: z.int().nonnegative(),
  train: rememberedFilesSchema,
  test: rememberedFilesSchema.extend({ name: z.string().max(400) }).nullable(),
  cleaning: cleaningSchema,
  split: z.strictObject({ heldOut: z.number().min(0.05).max(0.5), seed: z.int().min(0) })
})

export type RememberedFiles = z.infer<typeof rememberedFilesSchema>
export type RecentDataset = z.infer<typeof recentDatasetSchema>

/** How many data sets are remembered. */
export const recentLimit = 8

/** Where the list is kept; the host decides how. */
export interface RecentStore {
  load(): Promise<unknown>
  save(list: RecentDataset[]): Promise<void>
}

/** The last data sets that were opened, newest first, kept on disk as a list of paths. */
export class RecentList {
  #entries: Promise<RecentDataset[]> | undefined

  constructor(private readonly store: RecentStore | undefined) {}

  /** What is remembered; entries that do not read as such are left out. */
  all(): Promise<RecentDataset[]> {
    this.#entries ??= this.#load()
    return this.#entries
  }

  async find(id: string): Promise<RecentDataset | undefined> {
    return (await this.all()).find((entry) => entry.id === id)
  }

  /** Remembers a data set as the newest. */
  async put(entry: RecentDataset): Promise<void> {
    const others = (await this.all()).filter(({ id }) => id !== entry.id)
    await this.#save([entry, ...others].slice(0, recentLimit))
  }

  /** Changes an entry where it stands. */
  async change(id: string, change: Partial<RecentDataset>): Promise<void> {
    const entries = await this.all()
    if (!entries.some((entry) => entry.id === id)) return
    await this.#save(entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)))
  }

  async remove(id: string): Promise<void> {
    await this.#save((await this.all()).filter((entry) => entry.id !== id))
  }

  /** Remembering is a convenience: what cannot be saved does not stop anybody. */
  async #save(entries: RecentDataset[]): Promise<void> {
    this.#entries = Promise.resolve(entries)
    await this.store?.save(entries).catch(() => undefined)
  }

  async #load(): Promise<RecentDataset[]> {
    const list: unknown = await this.store?.load().catch(() => undefined)
    if (!Array.isArray(list)) return []
    return list.slice(0, recentLimit).flatMap((entry) => {
      const parsed = recentDatasetSchema.safeParse(entry)
      return parsed.success ? [parsed.data] : []
    })
  }
}

export const rememberFiles = (files: readonly GrantedFile[], read: ReadOptions): RememberedFiles => ({
  files: files.map(({ path, handle: { name, kind } }) => ({ path, name, kind })),
  read
})

/** The files of a remembered data set, as if just granted. */
export const grantedAgain = ({ files }: RememberedFiles): GrantedFile[] =>
  files.map(({ path, name, kind }) => ({
    path,
    handle: { handle: 'remembered', name, bytes: 0, kind }
  }))

export const summariseRecent = ({ id, name, rows, classes, test }: RecentDataset): DatasetSummary => ({
  ...{ id, name, sample: false, rows, classes },
  testName: test?.name ?? null
})
