import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { namesConfigSchema, type NamesConfig } from '#shared/schemas/names-config'
import type { Epoch } from '#shared/schemas/names-metrics'
import { runSummarySchema, type RunId, type RunSummary } from '#shared/schemas/runs'
import type { NamesParts } from '#shared/trainer-contract'
import type { z } from '#shared/zod'
import { formatVersion, jsonText, readJson } from '../files/json'
import { saveAtomic } from '../files/save-atomic'
import { Checkpoints } from './checkpoints'
import { readEpochs } from './metrics-log'
import { loadRunData, saveRunData } from './run-data'

/** One run on disk: config.json, data.json.gz, metrics.jsonl, checkpoints, summary.json. Reading needs no lock. */
export class RunFolder {
  readonly checkpoints: Checkpoints

  constructor(
    readonly id: RunId,
    readonly folder: string
  ) {
    this.checkpoints = new Checkpoints(folder)
  }

  get metricsFile(): string {
    return this.#path('metrics.jsonl')
  }

  get summaryFile(): string {
    return this.#path('summary.json')
  }

  /** The folder's name is the id, whatever a copied file says. Throws 'run-not-found', 'run-newer' or 'run-damaged'. */
  async summary(): Promise<RunSummary> {
    return { ...(await this.#read('summary.json', runSummarySchema)), id: this.id }
  }

  config(): Promise<NamesConfig> {
    return this.#read('config.json', namesConfigSchema)
  }

  /** Throws AppError('run-damaged'). */
  async data(): Promise<NamesParts> {
    try {
      return await loadRunData(this.#path('data.json.gz'))
    } catch (thrown) {
      throw new AppError('run-damaged', { run: this.id, file: 'data.json.gz' }, String(thrown))
    }
  }

  /** The curve up to the newest checkpoint. */
  async epochs(): Promise<Epoch[]> {
    const epochs = await readEpochs(this.metricsFile)
    const [newest] = await this.checkpoints.steps()
    return newest === undefined ? epochs : epochs.filter((epoch) => epoch.step <= newest)
  }

  saveSummary(summary: RunSummary): Promise<void> {
    return saveAtomic(this.summaryFile, jsonText(summary))
  }

  /** What never changes about a run. */
  async create(config: NamesConfig, parts: NamesParts): Promise<void> {
    await saveRunData(this.#path('data.json.gz'), parts)
    await saveAtomic(this.#path('config.json'), jsonText(config))
  }

  async #read<T>(name: string, schema: z.ZodType<T>): Promise<T> {
    const read = await readJson(this.#path(name))
    if (read.kind === 'missing' && name === 'summary.json')
      throw new AppError('run-not-found', { run: this.id })
    const damaged = (reason: string): AppError =>
      new AppError('run-damaged', { run: this.id, file: name }, reason)
    if (read.kind !== 'value') throw damaged(read.kind === 'damaged' ? read.reason : 'missing')
    const version = formatVersion(read.value)
    if (version !== undefined && version > 1) throw new AppError('run-newer', { run: this.id, version })
    const parsed = schema.safeParse(read.value)
    if (!parsed.success) throw damaged(parsed.error.message)
    return parsed.data
  }

  #path(name: string): string {
    return path.join(this.folder, name)
  }
}
