import { existsSync } from 'node:fs'
import path from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { Host } from '#host/terms'
import type { Words } from './words'

/**
 * Files among the arguments of a start: by a double click, "open with", or the command line.
 *
 * @param appPath the app itself, which is an argument too while it is not packaged
 */
export function filesIn(argv: readonly string[], folder: string, appPath: string): string[] {
  return argv
    .slice(1)
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => path.resolve(folder, argument))
    .filter((file) => file !== appPath && existsSync(file))
}

export interface OpeningParts {
  readonly host: Host
  window(): BrowserWindow | undefined
  words(): Words
  opened(file: string): void
  failed(thrown: unknown): void
}

/** Brings files from the system to the host, as grants, and tells the page about them. */
export class Opening {
  constructor(private readonly parts: OpeningParts) {}

  async open(files: readonly string[]): Promise<void> {
    if (files.length === 0) return
    const { host } = this.parts
    try {
      const [model] = files.filter((file) => path.extname(file) === '.safetensors')
      if (model) {
        await host.openRun(path.dirname(model))
        host.sendMenu('runs')
        return
      }
      host.sendFiles(await Promise.all(files.map((file) => host.grants.grant(file))))
      files.forEach((file) => this.parts.opened(file))
    } catch (thrown) {
      this.parts.failed(thrown)
    }
  }

  async askFiles(): Promise<void> {
    const words = this.parts.words()
    await this.#ask(
      ['openFile', 'multiSelections'],
      [
        { name: words.dataFiles, extensions: ['csv', 'tsv', 'txt', 'tab', 'gz'] },
        { name: words.allFiles, extensions: ['*'] }
      ]
    )
  }

  async askFolder(): Promise<void> {
    await this.#ask(['openDirectory'])
  }

  async #ask(
    properties: ('openFile' | 'openDirectory' | 'multiSelections')[],
    filters?: { name: string; extensions: string[] }[]
  ): Promise<void> {
    const window = this.parts.window()
    if (!window) return
    const { filePaths } = await dialog.showOpenDialog(window, { properties, ...(filters ? { filters } : {}) })
    await this.open(filePaths)
  }
}
