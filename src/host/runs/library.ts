import { mkdir, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { runIdSchema, type RunDetail, type RunId, type RunSummary } from '#shared/schemas/runs'
import { writeFailure } from '../files/disk-failure'
import { sweepTemporary } from '../files/sweep'
import { RunFolder } from './run-folder'
import { folderRunId, newRunId } from './run-id'
import { lockHolder, lockRun } from './run-lock'
import { withEpochs } from './summary'
import { Trash } from './trash'

/** Runs on disk: the folders of the library, and single ones elsewhere that a front opened. Files are the truth. */
export class RunLibrary {
  /** Folders outside of the library, by the id they go by. */
  readonly #elsewhere = new Map<RunId, string>()
  readonly #known = new Map<RunId, { stamp: string; summary: RunSummary }>()
  readonly #trash: Trash
  readonly #runs: string

  constructor(dataDir: string) {
    this.#runs = path.join(dataDir, 'runs')
    this.#trash = new Trash(this.#runs)
  }

  /** Clears what interrupted writes and old removals left. Never throws. */
  async sweep(): Promise<void> {
    await this.#trash.empty()
    for (const id of await this.#ids()) await sweepTemporary(path.join(this.#runs, id))
  }

  /** A new, empty folder for a run, in the library or at `folder`. Throws 'run-folder-not-empty', or as saveAtomic does. */
  async create(folder?: string): Promise<RunFolder> {
    const fresh = newRunId(new Date())
    const at = folder === undefined ? path.join(this.#runs, fresh) : path.resolve(folder)
    try {
      await mkdir(at, { recursive: true })
      if ((await readdir(at)).length > 0) throw new AppError('run-folder-not-empty', { folder: at })
      if (folder === undefined) return new RunFolder(fresh, at)
      const real = await realpath(at)
      this.#elsewhere.set(folderRunId(real), real)
      return new RunFolder(folderRunId(real), real)
    } catch (thrown) {
      throw await writeFailure(thrown, path.join(at, 'config.json'), 0)
    }
  }

  /** Makes a run folder anywhere known by an id. Throws AppError 'run-not-found', 'run-newer' or 'run-damaged'. */
  async open(folder: string): Promise<RunId> {
    const real = await realpath(folder).catch(() => path.resolve(folder))
    const name = path.basename(real)
    const runs = await realpath(this.#runs).catch(() => this.#runs)
    const ours = path.dirname(real) === runs && runIdSchema.safeParse(name).success
    const id = ours ? name : folderRunId(real)
    await new RunFolder(id, real).summary().catch((thrown: unknown) => {
      if (thrown instanceof AppError && thrown.code === 'run-not-found') {
        throw new AppError('run-not-found', { run: folder })
      }
      throw thrown
    })
    if (!ours) {
      await sweepTemporary(real)
      this.#elsewhere.set(id, real)
    }
    return id
  }

  /** Where a run lies; whether it is there is seen when it is read. */
  folder(id: RunId): RunFolder {
    return new RunFolder(id, this.#elsewhere.get(id) ?? path.join(this.#runs, runIdSchema.parse(id)))
  }

  /** Newest first; folders that are no runs, or of a newer version, are left out. */
  async list(): Promise<RunSummary[]> {
    const found: RunSummary[] = []
    for (const id of await this.#ids()) {
      const summary = await this.summary(id).catch(() => null)
      if (summary) found.push(summary)
    }
    return found.sort((a, b) => b.created.localeCompare(a.created, 'en') || (a.id < b.id ? 1 : -1))
  }

  async show(id: RunId): Promise<RunDetail> {
    const folder = this.folder(id)
    const summary = await this.summary(id)
    return { summary, config: await folder.config(), epochs: await folder.epochs() }
  }

  /** A run that was never ended, and that nobody writes now, crashed: its curve says how far it came. */
  async summary(id: RunId): Promise<RunSummary> {
    const folder = this.folder(id)
    const { mtimeMs, size } = await stat(folder.summaryFile).catch(() => ({ mtimeMs: 0, size: 0 }))
    const stamp = `${mtimeMs} ${size}`
    const known = this.#known.get(id)
    if (known?.stamp === stamp) return known.summary
    const summary = await folder.summary()
    if (summary.stop !== null) {
      this.#known.set(id, { stamp, summary })
      return summary
    }
    const settled = withEpochs(summary, await folder.epochs())
    return (await lockHolder(folder.folder)) === null ? { ...settled, stop: 'crashed' } : settled
  }

  /** Throws AppError('run-in-use') while another process writes it. */
  async rename(id: RunId, name: string): Promise<RunSummary> {
    const folder = this.folder(id)
    const summary = { ...(await this.summary(id)), name }
    await this.#locked(folder, () => folder.saveSummary(summary))
    return summary
  }

  /** Into the trash. Throws AppError 'run-not-found' or 'run-in-use'. */
  async remove(id: RunId): Promise<void> {
    if (this.#elsewhere.has(id)) throw new AppError('run-not-found', { run: id })
    await this.summary(id)
    const pid = await lockHolder(this.folder(id).folder)
    if (pid !== null) throw new AppError('run-in-use', { pid })
    await this.#trash.take(runIdSchema.parse(id))
  }

  restore(id: RunId): Promise<void> {
    return this.#trash.restore(runIdSchema.parse(id))
  }

  async #locked(folder: RunFolder, write: () => Promise<void>): Promise<void> {
    const lock = await lockRun(folder.folder)
    try {
      await write()
    } finally {
      await lock.release()
    }
  }

  async #ids(): Promise<RunId[]> {
    const names = await readdir(this.#runs).catch(() => [])
    return names.filter((name) => runIdSchema.safeParse(name).success)
  }
}
