import { spawn } from 'node:child_process'
import { AppError } from '#shared/errors/app-error'

export interface CommandOptions {
  readonly signal?: AbortSignal
  readonly cwd?: string
  /** Added to this process's environment. */
  readonly environment?: Readonly<Record<string, string>>
  /** Every line of stdout and stderr as it comes. */
  readonly onLine?: (line: string) => void
}

export interface CommandResult {
  /** Null: there is no such program, or a signal ended it. */
  readonly code: number | null
  readonly missing: boolean
  /** The last 20,000 characters of stdout and stderr together. */
  readonly output: string
}

/** Runs a program to its end. Rejects with AppError('native-cancelled') when the signal fires. */
export type RunCommand = (
  command: string,
  args: readonly string[],
  options?: CommandOptions
) => Promise<CommandResult>

const kept = 20_000
const patience = 3000 // ms from asking a program to end to ending it

export const runCommand: RunCommand = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(new AppError('native-cancelled'))
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true
    })
    let output = ''
    let line = ''
    const hear = (chunk: Buffer): void => {
      const text = chunk.toString('utf8')
      output = (output + text).slice(-kept)
      const lines = (line + text).split(/\r?\n|\r/)
      line = lines.pop() ?? ''
      lines.forEach((each) => options.onLine?.(each))
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    let last: NodeJS.Timeout | undefined
    const cancel = (): void => {
      child.kill('SIGTERM')
      last = setTimeout(() => child.kill('SIGKILL'), patience)
    }
    options.signal?.addEventListener('abort', cancel, { once: true })
    const end = (finish: () => void): void => {
      options.signal?.removeEventListener('abort', cancel)
      clearTimeout(last)
      if (options.signal?.aborted) reject(new AppError('native-cancelled'))
      else finish()
    }
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(() => resolve({ code: null, missing: error.code === 'ENOENT', output: output + error.message }))
    )
    child.on('close', (code) => {
      if (line) options.onLine?.(line)
      end(() => resolve({ code, missing: false, output }))
    })
  })
