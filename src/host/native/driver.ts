import { existsSync } from 'node:fs'
import { nvidiaDriverFiles } from '#shared/schemas/native'
import type { RunCommand } from './command'

/** Whether an NVIDIA driver is at work on this machine; says nothing about whether it is new enough. */
export const hasNvidiaDriver = (exists: (file: string) => boolean = existsSync): boolean =>
  nvidiaDriverFiles.some(exists)

/** Names of the NVIDIA cards that the driver sees; empty without a driver. */
export async function nvidiaCards(run: RunCommand, signal?: AbortSignal): Promise<string[]> {
  const answer = await run('nvidia-smi', ['-L'], signal ? { signal } : {})
  return answer.code === 0 ? parseCards(answer.output) : []
}

/** Lines like `GPU 0: NVIDIA GeForce RTX 4070 (UUID: GPU-…)`. */
export const parseCards = (output: string): string[] =>
  [...output.matchAll(/^GPU \d+: (.+?)(?: \(UUID:.*)?$/gm)].map((match) => (match[1] ?? '').trim())
