import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileGrants } from '#host/terms'
import { writeFailure } from '#host/files/disk-failure'
import { processLives } from '#host/files/process-lives'
import { AppError } from '#shared/errors/app-error'
import type { FileHandle } from '#shared/schemas/names-data'

export interface UploadLimits {
  /** Bytes of one file. */
  readonly file: number
  /** Bytes of all files of this session together. */
  readonly session: number
  readonly files: number
}

const gibibyte = 1024 ** 3

export const uploadLimits: UploadLimits = { file: gibibyte / 2, session: 4 * gibibyte, files: 20_000 }

/** Files that the page sent. They lie under names of ours; what the page calls them is text for people only. */
export class Uploads {
  #bytes = 0
  #files = 0
  readonly #folder: string

  /** @param all the folder of all sessions' uploads; each session has one of its own in it */
  constructor(
    private readonly all: string,
    private readonly grants: FileGrants,
    private readonly limits: UploadLimits = uploadLimits
  ) {
    this.#folder = path.join(all, `${process.pid}-${randomUUID()}`)
  }

  /**
   * Streams the body of a request to the disk.
   *
   * @param name the file's name as the page shows it
   * @throws AppError 'upload-too-large', 'disk-full', …
   */
  async take(request: IncomingMessage, name: string): Promise<FileHandle> {
    const declared = Number(request.headers['content-length'] ?? 0)
    if (declared > this.limits.file || this.#files >= this.limits.files) throw this.#tooLarge(name)
    this.#files++
    const file = path.join(this.#folder, randomUUID())
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await pipeline(request, this.#meter(name), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
      return await this.grants.grant(file, name)
    } catch (thrown) {
      await rm(file, { force: true })
      throw thrown instanceof AppError ? thrown : await writeFailure(thrown, file, declared)
    }
  }

  /** Passes bytes on and stops at the limits, whatever the header said. */
  #meter(name: string): Transform {
    let bytes = 0
    return new Transform({
      transform: (chunk: Buffer, _encoding, pass) => {
        bytes += chunk.length
        this.#bytes += chunk.length
        const over = bytes > this.limits.file || this.#bytes > this.limits.session
        pass(over ? this.#tooLarge(name) : null, over ? undefined : chunk)
      }
    })
  }

  #tooLarge(name: string): AppError {
    return new AppError('upload-too-large', {
      file: name.slice(0, 120),
      limit: Math.round(this.limits.file / 2 ** 20)
    })
  }

  /** Removes what servers that were killed left behind. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.all).catch(() => [])) {
      if (!processLives(parseInt(name, 10)))
        await rm(path.join(this.all, name), { recursive: true, force: true })
    }
  }

  clear(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }
}
