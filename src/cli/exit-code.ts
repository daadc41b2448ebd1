import type { Failure } from '#shared/schemas/failure'

/** Exit codes of the command line. */
export const exitCodes = { ok: 0, runtime: 1, usage: 2, data: 3, diverged: 4, interrupted: 130 } as const

const usage = new Set([
  'usage',
  'config-invalid',
  'config-file',
  'host-refused',
  'run-folder-needed',
  'run-folder-not-empty',
  'bad-message'
])
const data = /^(data-|file-)/

/** What a failure means to the program that called us. */
export function exitCodeOf(failure: Failure): number {
  if (usage.has(failure.code)) return exitCodes.usage
  if (data.test(failure.code)) return exitCodes.data
  return failure.code === 'diverged' ? exitCodes.diverged : exitCodes.runtime
}
