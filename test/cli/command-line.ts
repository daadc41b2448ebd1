import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const tool = path.resolve(__dirname, '../../tools/unroll.mjs')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** stdout as NDJSON. */
  readonly lines: Record<string, unknown>[]
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ran>
  /** Settles when stdout holds this text. */
  says(text: string): Promise<void>
}

/** The command line as people start it, with a data folder of its own. */
export function start(dataDir: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [tool, ...args], {
    env: { ...process.env, UNROLL_DATA_DIR: dataDir, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let err = ''
  const listeners = new Set<() => void>()
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    listeners.forEach((listener) => listener())
  })
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (err += chunk))
  const ended = new Promise<Ran>((resolve) =>
    child.once('close', (code) => {
      const lines = args.includes('--json')
        ? out
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Record<string, unknown>)
        : []
      resolve({ code, out, err, lines })
    })
  )
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text)) resolve()
      }
      listeners.add(look)
      look()
      void ended.then((ran) => reject(new Error(`It ended with ${ran.code} without "${text}": ${ran.err}`)))
    })
  return { child, ended, says }
}

export const unroll = (dataDir: string, ...args: string[]): Promise<Ran> => start(dataDir, args).ended
