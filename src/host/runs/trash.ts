import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { RunId } from '#shared/schemas/runs'
import { systemCode, writeFailure } from '../files/disk-failure'

const keptMilliseconds = 30 * 24 * 60 * 60 * 1000

/** Removed runs: a folder beside the library, on the same disk. They can be restored for 30 days. */
export class Trash {
  readonly #folder: string

  constructor(private readonly runs: string) {
    this.#folder = path.join(runs, '.trash')
  }

  /** Throws AppError('run-not-found'), or as saveAtomic does. */
  async take(id: RunId): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const now = new Date()
    await this.#move(path.join(this.runs, id), path.join(this.#folder, id), id)
    await utimes(path.join(this.#folder, id), now, now).catch(() => {})
  }

  /** Throws AppError('run-not-found'), or as saveAtomic does. */
  restore(id: RunId): Promise<void> {
    return this.#move(path.join(this.#folder, id), path.join(this.runs, id), id)
  }

  /** Removes for good what was removed more than 30 days ago. Never throws. */
  async empty(now = Date.now()): Promise<void> {
    for (const id of await readdir(this.#folder).catch(() => [])) {
      const folder = path.join(this.#folder, id)
      const old = await stat(folder).then(
        ({ mtimeMs }) => now - mtimeMs > keptMilliseconds,
        () => false
      )
      if (old) await rm(folder, { recursive: true, force: true }).catch(() => {})
    }
  }

  async #move(from: string, to: string, id: RunId): Promise<void> {
    try {
      await rename(from, to)
    } catch (thrown) {
      if (systemCode(thrown) === 'ENOENT') throw new AppError('run-not-found', { run: id })
      throw await writeFailure(thrown, to, 0)
    }
  }
}
