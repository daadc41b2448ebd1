import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { FileHandle } from '#shared/schemas/names-data'
import type { FileGrants } from '../terms'
import { systemCode } from './disk-failure'

/** Grants remembered; the oldest goes first. A drop of 1,000 files fits many times. */
const capacity = 20_000

/** The only way from a message to a path: a front grants, the view passes the handle back. */
export class Grants implements FileGrants {
  readonly #paths = new Map<string, string>()

  /** Throws AppError('file-not-found') for what is neither a file nor a folder. */
  async grant(file: string, displayName?: string): Promise<FileHandle> {
    const name = (displayName ?? path.basename(path.resolve(file))).slice(0, 400)
    const absolute = path.resolve(file)
    const found = await stat(absolute).catch((thrown: unknown) => {
      const code = systemCode(thrown) === 'EACCES' ? 'file-not-readable' : 'file-not-found'
      throw new AppError(code, { file: name }, String(thrown))
    })
    if (!found.isFile() && !found.isDirectory()) throw new AppError('file-not-found', { file: name })
    const handle = randomUUID()
    this.#paths.set(handle, absolute)
    if (this.#paths.size > capacity) this.#paths.delete(this.#paths.keys().next().value!)
    const kind = found.isDirectory() ? 'folder' : 'file'
    return { handle, name, bytes: found.isFile() ? found.size : 0, kind }
  }

  path(handle: FileHandle): string {
    const found = this.#paths.get(handle.handle)
    if (found === undefined) throw new AppError('file-not-granted', { file: handle.name })
    return found
  }
}
