import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, toAppError } from '#shared/errors/app-error'
import { decode } from '#shared/safetensors'
import { saveAtomic } from '../files/save-atomic'

/** A checkpoint that was read and is whole. */
export interface StoredCheckpoint {
  readonly file: string
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Said when a newer one was damaged and put aside. */
  readonly notice: AppError | null
}

const kept = 2
const pattern = /^checkpoint-(\d{1,15})\.safetensors$/

/** The checkpoints of one run: the last two, and the best. */
export class Checkpoints {
  constructor(private readonly folder: string) {}

  /** Steps on disk, newest first. */
  async steps(): Promise<number[]> {
    const names = await readdir(this.folder).catch(() => [])
    const steps = names.flatMap((name) => pattern.exec(name)?.[1] ?? [])
    return steps.map(Number).sort((a, b) => b - a)
  }

  /** Stores one, whole or not at all, then removes what is neither the best nor of the last two. Throws as saveAtomic does. */
  async store(bytes: Uint8Array, step: number, best: boolean): Promise<void> {
    if (best) await saveAtomic(this.#path('best.safetensors'), bytes)
    await saveAtomic(this.#path(`checkpoint-${step}.safetensors`), bytes)
    for (const old of (await this.steps()).filter((other) => other <= step).slice(kept)) {
      await rm(this.#path(`checkpoint-${old}.safetensors`), { force: true }).catch(() => {})
    }
  }

  /** The newest that is whole; a damaged one is kept as `.bad` and said. Null: there is none. */
  async newest(): Promise<StoredCheckpoint | null> {
    const steps = await this.steps()
    return this.#firstWhole([...steps.map((step) => `checkpoint-${step}.safetensors`), 'best.safetensors'])
  }

  /** That of the best epoch; the newest when it is damaged or no epoch ended yet. */
  async best(): Promise<StoredCheckpoint | null> {
    const steps = await this.steps()
    return this.#firstWhole(['best.safetensors', ...steps.map((step) => `checkpoint-${step}.safetensors`)])
  }

  /** Changes whenever the best epoch does; '' when there is no checkpoint. */
  async stamp(): Promise<string> {
    const found = await stat(this.#path('best.safetensors')).catch(() => null)
    return found ? `${found.mtimeMs} ${found.size}` : (await this.steps()).join()
  }

  async #firstWhole(names: readonly string[]): Promise<StoredCheckpoint | null> {
    let notice: AppError | null = null
    for (const file of names) {
      const bytes = (await readFile(this.#path(file)).catch(() => null)) as Uint8Array<ArrayBuffer> | null
      if (!bytes) continue
      try {
        decode(bytes, { checksum: 'required' })
      } catch (thrown) {
        await rename(this.#path(file), this.#path(`${file}.bad`)).catch(() => {})
        notice ??= new AppError('checkpoint-fell-back', { file, step: 0 }, toAppError(thrown).message)
        continue
      }
      const step = Number(pattern.exec(file)?.[1] ?? 0)
      return {
        file,
        bytes,
        notice: notice && new AppError(notice.code, { ...notice.params, step }, notice.detail)
      }
    }
    return null
  }

  #path(name: string): string {
    return path.join(this.folder, name)
  }
}
