import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { NativeProbe } from '#shared/schemas/native'
import type { CommandOptions, CommandResult, RunCommand } from '#host/native/command'
import type { TrainerProcess } from '#host/terms'

export const temporaryFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'native-test-'))

/** Writes files (relative path -> text) into a folder. */
export function writeTree(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
}

export const result = (code: number | null, output = ''): CommandResult => ({ code, missing: false, output })
export const missing: CommandResult = { code: null, missing: true, output: 'ENOENT' }

export interface Ran {
  readonly command: string
  readonly args: readonly string[]
  readonly options: CommandOptions
}

/** A RunCommand whose answers come from a function, and what it was asked. */
export function fakeRun(answer: (ran: Ran) => CommandResult | Promise<CommandResult>): {
  run: RunCommand
  ran: Ran[]
} {
  const ran: Ran[] = []
  const run: RunCommand = async (command, args, options = {}) => {
    if (options.signal?.aborted) throw new AppError('native-cancelled')
    const call = { command, args, options }
    ran.push(call)
    const given = await answer(call)
    if (options.signal?.aborted) throw new AppError('native-cancelled')
    given.output.split('\n').forEach((line) => options.onLine?.(line))
    return given
  }
  return { run, ran }
}

/** A trainer process that posts one message, or ends, a moment after somebody listens. */
export function fakeTrainer(
  behaviour: NativeProbe | { code: number | null; signal: string | null } | 'silent'
): TrainerProcess & { killed: boolean } {
  const listeners = new Set<(message: unknown) => void>()
  const exits: ((exit: { code: number | null; signal: string | null }) => void)[] = []
  const live = (): void => {
    if (behaviour === 'silent') return
    if ('kind' in behaviour) listeners.forEach((listener) => listener(behaviour))
    else exits.forEach((listener) => listener(behaviour))
  }
  const trainer = {
    pid: 1,
    killed: false,
    endpoint: {
      post: () => {},
      listen: (listener: (message: unknown) => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close: () => listeners.clear()
    },
    onExit: (listener: (typeof exits)[number]) => {
      exits.push(listener)
      setTimeout(live, 5) // whoever looks after it listens by now
    },
    kill: () => {
      trainer.killed = true
    }
  }
  return trainer
}
