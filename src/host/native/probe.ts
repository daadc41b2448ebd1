import { readFile, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from '#shared/zod'
import { AppError } from '#shared/errors/app-error'
import {
  nativeProbeSchema,
  nativeVariables,
  nvidiaDriverFiles,
  type NativeProbe
} from '#shared/schemas/native'
import type { TrainerProcess } from '../terms'
import { nativeTrainerEnvironment } from './environment'
import type { NativeRuntime } from './manifest'

// [Note: a crash-safe probe] Native code can end its process while it loads: a processor without AVX, a driver in a bad
// state. So whatever is new is first loaded in a process of its own, and the answer is kept until the file changes.

const patience = 90_000 // ms: a first start on a card compiles kernels

export interface ProbeOptions {
  readonly runtime: NativeRuntime
  readonly packageDir: string
  readonly cpuOnly: boolean
  /** Starts a trainer process with these variables; it answers with one message (`UNROLL_NATIVE_PROBE`). */
  spawn(environment: Readonly<Record<string, string>>): TrainerProcess
  readonly signal?: AbortSignal
  readonly milliseconds?: number
}

/** Loads the runtime in a process of its own and lets it multiply two matrices. Rejects only with 'native-cancelled'. */
export function probeNative(options: ProbeOptions): Promise<NativeProbe> {
  const { signal, milliseconds = patience } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new AppError('native-cancelled'))
    const trainer = options.spawn({
      ...nativeTrainerEnvironment({ ...options, manifestPath: options.runtime.manifestPath }),
      [nativeVariables.probe]: '1'
    })
    const end = (finish: () => void): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      trainer.kill('SIGKILL')
      finish()
    }
    const cancel = (): void => end(() => reject(new AppError('native-cancelled')))
    const failed = (code: string, params: Record<string, string | number> = {}): void =>
      end(() => resolve({ kind: 'failed', code, params }))
    const timer = setTimeout(() => failed('native-silent', { seconds: milliseconds / 1000 }), milliseconds)
    signal?.addEventListener('abort', cancel, { once: true })
    trainer.endpoint.listen((message) => {
      const answer = nativeProbeSchema.safeParse(message)
      if (answer.success) end(() => resolve(answer.data))
    })
    trainer.onExit((exit) => {
      const by = endedBy(exit)
      if (by === 'SIGILL') failed('native-illegal-instruction')
      else failed('native-crashed', { signal: by })
    })
  })
}

/**
 * The signal that ended a process, or its exit code in words. Node names the signal; a shell adds 128 to its number;
 * Electron 22 hands out what waitpid said, where the number stands bare or, with a core dump, 128 higher.
 */
function endedBy({ code, signal }: { code: number | null; signal: string | null }): string {
  if (signal) return signal
  const number = (code ?? 0) % 128
  const known = ['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV'] as const
  return known.find((name) => os.constants.signals[name] === number) ?? `exit code ${code}`
}

const memorySchema = z.strictObject({
  formatVersion: z.literal(1),
  key: z.string(),
  probe: nativeProbeSchema
})

/** The kept answer for exactly this binding, this Node or Electron and this mode; else a new probe, which is then kept. */
export async function probeOnce(options: ProbeOptions): Promise<NativeProbe> {
  const { runtime, cpuOnly } = options
  try {
    const memory = memorySchema.parse(JSON.parse(await readFile(memoryFile(runtime, cpuOnly), 'utf8')))
    if (memory.key === (await probeKey(runtime, cpuOnly))) return memory.probe
  } catch {
    // not probed yet, or not readable: probe
  }
  const probe = await probeNative(options)
  await keepProbe(runtime, cpuOnly, probe)
  return probe
}

/**
 * Keeps an answer for `probeOnce`, unless it may be another one tomorrow: a card in a bad state recovers, a processor does
 * not learn instructions. Failing to keep it costs a probe at the next start, nothing else.
 */
export async function keepProbe(runtime: NativeRuntime, cpuOnly: boolean, probe: NativeProbe): Promise<void> {
  if (probe.kind === 'failed' && probe.code !== 'native-illegal-instruction') return
  try {
    const memory = { formatVersion: 1, key: await probeKey(runtime, cpuOnly), probe }
    await writeFile(memoryFile(runtime, cpuOnly), JSON.stringify(memory))
  } catch {
    // the folder may be read-only
  }
}

const memoryFile = ({ manifestPath }: NativeRuntime, cpuOnly: boolean): string =>
  path.join(path.dirname(manifestPath), `probe-${cpuOnly ? 'cpu' : 'gpu'}.json`)

/** What a kept answer holds for: this file, this Node or Electron and, on a card, this driver. */
async function probeKey({ bindingPath }: NativeRuntime, cpuOnly: boolean): Promise<string> {
  const { size, mtimeMs } = await stat(bindingPath)
  const driver = cpuOnly ? '' : await readFile(nvidiaDriverFiles[0], 'utf8').catch(() => '')
  return [size, mtimeMs, process.versions['electron'] ?? '', process.versions.node, driver].join(' ')
}
