import { _electron, type ElectronApplication } from '@playwright/test'
import { root } from './start-browser'

export interface WindowOptions {
  /** Another binary, e.g. the packaged app's. */
  readonly executable?: string
  /** Files to open. */
  readonly files?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly language?: 'en' | 'ko'
}

/** The app's window, with a data folder of its own. */
export async function startWindow(
  dataDir: string,
  options: WindowOptions = {}
): Promise<ElectronApplication> {
  const executable = options.executable ?? process.env['ELECTRON_EXEC_PATH']
  if (!executable)
    throw new Error('ELECTRON_EXEC_PATH names no Electron: start the tests with npm run test:e2e')
  const args = [
    // Chromium refuses its sandbox to root, which test machines often are.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--lang=${options.language ?? 'en'}`,
    ...(options.executable ? [] : [root]),
    ...(options.files ?? [])
  ]
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...options.env, UNROLL_DATA_DIR: dataDir, UNROLL_TEST: '1' }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined
    )
  )
  return _electron.launch({ executablePath: executable, args, env, cwd: root })
}
