import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { defaultSettings, type Settings } from '../../src/shared/schemas/app'

/** What the app finds in its data folder: past the welcome, on the device that is everywhere, closing without a question. */
export async function writeSettings(dataDir: string, change: Partial<Settings> = {}): Promise<void> {
  const settings: Settings = {
    ...defaultSettings,
    device: 'builtin',
    closing: 'stop',
    welcomed: true,
    language: 'en',
    ...change
  }
  await writeFile(path.join(dataDir, 'settings.json'), JSON.stringify(settings))
}
