import { mkdir, rename } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { defaultSettings, settingsSchema, type Settings } from '#shared/schemas/app'
import { formatVersion, jsonText, readJson } from '../files/json'
import { saveAtomic } from '../files/save-atomic'

/** settings.json, and settings.json.bak: the last file that could be read. A bad file is moved aside, never overwritten. */
export class SettingsStore {
  #current: Settings = defaultSettings
  #saving: Promise<void> = Promise.resolve()
  /** What the file holds, or will when all that waits is written. */
  #saved = jsonText(defaultSettings)
  /** A newer version's file: left as it is. */
  #foreign = false

  private constructor(private readonly file: string) {}

  /** Never throws; `notice` is what the user should know. */
  static async open(dataDir: string): Promise<{ store: SettingsStore; notice: AppError | null }> {
    const store = new SettingsStore(path.join(dataDir, 'settings.json'))
    return { store, notice: await store.#load().catch(() => null) }
  }

  get current(): Settings {
    return this.#current
  }

  /** Changes take effect at once; the promise settles when they are on disk. Throws as saveAtomic does. */
  async change(part: Partial<Settings>): Promise<Settings> {
    this.#current = settingsSchema.parse({ ...this.#current, ...part, formatVersion: 1 })
    const text = jsonText(this.#current)
    if (!this.#foreign && text !== this.#saved) {
      this.#saved = text
      this.#saving = this.#saving
        .catch(() => {})
        .then(async () => {
          await mkdir(path.dirname(this.file), { recursive: true })
          await saveAtomic(this.file, text)
        })
      await this.#saving.catch((thrown: unknown) => {
        this.#saved = '' // the next change is written, whatever it is
        throw thrown
      })
    }
    return this.#current
  }

  async #load(): Promise<AppError | null> {
    const found = await readSettings(this.file)
    if (found.kind === 'missing') return null
    if (found.kind === 'newer') {
      this.#foreign = true
      return new AppError('settings-newer')
    }
    if (found.kind === 'good') {
      this.#current = found.settings
      this.#saved = jsonText(found.settings)
      await saveAtomic(`${this.file}.bak`, jsonText(found.settings))
      return null
    }
    const aside = `${this.file}.bad-${Date.now().toString(36)}`
    await rename(this.file, aside)
    const backup = await readSettings(`${this.file}.bak`)
    if (backup.kind === 'good') {
      this.#current = backup.settings
      this.#saved = jsonText(backup.settings)
      await saveAtomic(this.file, this.#saved)
      return new AppError('settings-restored', { file: path.basename(aside) }, found.reason)
    }
    return new AppError('settings-reset', { file: path.basename(aside) }, found.reason)
  }
}

type Read =
  | { kind: 'good'; settings: Settings }
  | { kind: 'missing' }
  | { kind: 'newer' }
  | { kind: 'bad'; reason: string }

/** A setting that an older file lacks has its default; one that this version does not know is left out. */
async function readSettings(file: string): Promise<Read> {
  const read = await readJson(file)
  if (read.kind === 'missing') return read
  if (read.kind === 'damaged') return { kind: 'bad', reason: read.reason }
  const version = formatVersion(read.value)
  if (version !== undefined && version > 1) return { kind: 'newer' }
  if (version !== 1) return { kind: 'bad', reason: 'no format version' }
  const parsed = settingsSchema.strip().safeParse({ ...defaultSettings, ...(read.value as object) })
  return parsed.success
    ? { kind: 'good', settings: parsed.data }
    : { kind: 'bad', reason: parsed.error.message }
}
