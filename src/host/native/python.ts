import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { RunCommand } from './command'
import { installHint } from './packages'

/** A Python that can download: with pip, or with the venv module that brings pip along. */
export interface Python {
  readonly command: string
  readonly version: readonly [major: number, minor: number]
  readonly pip: boolean
  readonly venv: boolean
}

// pip before 20.3 does not know the names of today's Linux wheels.
const oldestPip = [20, 3] as const

const question = [
  'import json, sys, importlib.util as u',
  'has = lambda name: u.find_spec(name) is not None',
  'pip = __import__("pip").__version__ if has("pip") else None',
  'print(json.dumps([list(sys.version_info[:2]), pip, has("venv") and has("ensurepip")]))'
].join('\n')

/**
 * The first Python that can download TensorFlow: the given one, else `python3`, else `python`.
 *
 * @throws AppError 'native-no-python', 'native-no-pip', 'native-cancelled'
 */
export async function findPython(run: RunCommand, signal?: AbortSignal, given?: string): Promise<Python> {
  let without: string | undefined
  for (const command of given ? [given] : ['python3', 'python']) {
    const answer = await run(command, ['-c', question], signal ? { signal } : {})
    const python = answer.code === 0 ? parseAnswer(command, answer.output) : undefined
    if (!python) continue
    if (python.pip || python.venv) return python
    without ??= command
  }
  if (without) throw new AppError('native-no-pip', { python: without, install: installHint('pip') })
  throw new AppError('native-no-python', { install: installHint('python') })
}

function parseAnswer(command: string, output: string): Python | undefined {
  const line = output.trim().split('\n').at(-1) ?? ''
  try {
    const [version, pip, venv] = JSON.parse(line) as [[number, number], string | null, boolean]
    if (version[0] !== 3) return undefined
    return { command, version, pip: pip !== null && isRecent(pip), venv }
  } catch {
    return undefined
  }
}

function isRecent(pip: string): boolean {
  const [major = 0, minor = 0] = pip.split('.').map(Number)
  return major > oldestPip[0] || (major === oldestPip[0] && minor >= oldestPip[1])
}

/** The same Python with pip: in a private environment inside `work` when it has none of its own. */
export async function withPip(
  run: RunCommand,
  python: Python,
  work: string,
  signal?: AbortSignal
): Promise<Python> {
  if (python.pip) return python
  const folder = path.join(work, 'venv')
  const made = await run(python.command, ['-m', 'venv', folder], signal ? { signal } : {})
  if (made.code === 0) return { ...python, command: path.join(folder, 'bin/python'), pip: true }
  throw new AppError('native-no-pip', { python: python.command, install: installHint('pip') }, made.output)
}
