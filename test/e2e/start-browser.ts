import { spawn } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(__dirname, '../..')

export interface StartedServer {
  /** The address that works once. */
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** The local server as `unroll serve` starts it, without a browser. */
export async function startServer(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<StartedServer> {
  const child = spawn(process.execPath, [path.join(root, 'tools/unroll.mjs'), 'serve', '--no-open'], {
    cwd: root,
    env: { ...process.env, ...env, UNROLL_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      const found = /Open (http:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)))
  })
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    }
  }
}
