import { promises as fs, type Stats } from 'node:fs'
import { AppError } from '#shared/errors/app-error'

type Handle = Awaited<ReturnType<typeof fs.open>>

const chunkBytes = 256 * 1024

/** A failure of the file system as the sentence for this file. */
export function fileFailure(thrown: unknown, file: string): AppError {
  if (thrown instanceof AppError) return thrown
  const code = (thrown as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('data-file-missing', { file })
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  return new AppError('data-file-unreadable', { file, what: code ?? detail.slice(0, 80) }, detail)
}

/**
 * One regular file, opened once and read as often as needed through the same descriptor: a file replaced meanwhile
 * stays whole for us, and one that is written to is noticed by `verify`.
 */
export class ByteFile {
  private constructor(
    private readonly handle: Handle,
    private readonly stats: Stats,
    readonly name: string
  ) {}

  /** @throws AppError 'data-file-missing', 'data-not-a-file' or 'data-file-unreadable' */
  static async open(path: string, name: string): Promise<ByteFile> {
    let handle: Handle | undefined
    try {
      // Asked before opening: opening a pipe waits for its writer.
      if (!(await fs.stat(path)).isFile()) throw new AppError('data-not-a-file', { file: name })
      handle = await fs.open(path, 'r')
      return new ByteFile(handle, await handle.stat(), name)
    } catch (thrown) {
      await handle?.close()
      throw fileFailure(thrown, name)
    }
  }

  get size(): number {
    return this.stats.size
  }

  /** The bytes in chunks, from the start; `onRead` hears how many have been read so far. */
  async *chunks(onRead?: (bytes: number) => void): AsyncGenerator<Buffer> {
    let position = 0
    try {
      while (position < this.size) {
        const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, this.size - position))
        const { bytesRead } = await this.handle.read(chunk, 0, chunk.length, position)
        if (bytesRead === 0) throw new AppError('data-file-changed', { file: this.name })
        position += bytesRead
        onRead?.(position)
        yield chunk.subarray(0, bytesRead)
      }
    } catch (thrown) {
      throw fileFailure(thrown, this.name)
    }
  }

  /** @throws AppError 'data-file-changed' when the file was written to since it was opened */
  async verify(): Promise<void> {
    const now = await this.handle.stat()
    if (now.size !== this.stats.size || now.mtimeMs !== this.stats.mtimeMs)
      throw new AppError('data-file-changed', { file: this.name })
  }

  close(): Promise<void> {
    return this.handle.close()
  }
}
