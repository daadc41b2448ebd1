import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { saveAtomic } from '#host/files/save-atomic'
import { z } from '#shared/zod'

const most = 10
const schema = z.array(z.string()).max(most)

/** Files and folders opened last, newest first, kept beside Chromium's own. */
export class Recent {
  #files: string[]
  readonly #file: string

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'window', 'recent.json')
    this.#files = read(this.#file)
  }

  get files(): readonly string[] {
    return this.#files
  }

  async add(file: string): Promise<void> {
    this.#files = [file, ...this.#files.filter((other) => other !== file)].slice(0, most)
    await this.#save()
  }

  async clear(): Promise<void> {
    this.#files = []
    await this.#save()
  }

  async #save(): Promise<void> {
    await saveAtomic(this.#file, JSON.stringify(this.#files)).catch(() => {}) // a list that is lost is no loss
  }
}

function read(file: string): string[] {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8'))).filter((each) => existsSync(each))
  } catch {
    return []
  }
}
