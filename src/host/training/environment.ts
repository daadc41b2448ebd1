import { AppError, toAppError } from '#shared/errors/app-error'
import type { DeviceChoice } from '#shared/schemas/devices'
import type { Failure } from '#shared/schemas/failure'
import { nativeVariables, type NativeProbe } from '#shared/schemas/native'
import { hasNvidiaDriver } from '../native/driver'
import { nativeTrainerEnvironment } from '../native/environment'
import { readRuntime, type NativeRuntime } from '../native/manifest'

// [Note: a trainer's environment] A trainer gets what it needs to run and to be looked into, and nothing else of ours:
// no tokens, no proxies, no NODE_OPTIONS.
const allowed = new Set(
  [
    'PATH HOME USER LANG LC_ALL LC_CTYPE TZ TMPDIR TMP TEMP', // what programs take for granted
    'LD_LIBRARY_PATH CUDA_HOME CUDA_VISIBLE_DEVICES NVIDIA_VISIBLE_DEVICES', // where the graphics driver is
    'SYSTEMROOT WINDIR SYSTEMDRIVE USERPROFILE APPDATA LOCALAPPDATA COMSPEC PATHEXT', // Windows
    'DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR XDG_DATA_DIRS' // Electron's helper processes
  ].flatMap((line) => line.split(' '))
)

/** The part of an environment that a trainer process inherits. */
export function inheritedEnvironment(
  own: Readonly<Record<string, string | undefined>>
): Record<string, string> {
  const inherited: Record<string, string> = {}
  for (const [name, value] of Object.entries(own)) {
    const upper = name.toUpperCase()
    const ours = upper.startsWith('TF_') || (upper.startsWith('UNROLL_') && !upper.includes('TOKEN'))
    if (value !== undefined && (allowed.has(upper) || ours)) inherited[name] = value
  }
  return inherited
}

/** Variables that make TensorFlow's library known to a trainer, and fit for this device. */
export interface DeviceEnvironment {
  readonly variables: Record<string, string>
  /** There is a card and a runtime for it, and this environment hides it. */
  readonly hidesCard: boolean
}

/** Tries a runtime in a process of its own, or remembers how that went. */
export type TryRuntime = (runtime: NativeRuntime, cpuOnly: boolean) => Promise<NativeProbe>

/**
 * What a trainer is told so that it can run on this device; TensorFlow reads it once, at its start. A runtime that ends
 * its process when it loads is not handed to the trainer: it is told why instead.
 */
export async function deviceEnvironment(
  choice: DeviceChoice,
  nativeDir: string,
  packageDir: string,
  tryRuntime: TryRuntime,
  seesCard: () => boolean = hasNvidiaDriver
): Promise<DeviceEnvironment> {
  const runtime = await readRuntime(nativeDir).catch(toAppError)
  if (runtime instanceof AppError) return { variables: refused(runtime), hidesCard: false }
  const { manifest, manifestPath } = runtime
  const card = manifest.flavour === 'cuda' && seesCard()
  let cpuOnly = !card || choice === 'native' || choice === 'builtin'
  let probe = await tryRuntime(runtime, cpuOnly)
  if (probe.kind === 'failed' && !cpuOnly && choice === 'auto')
    probe = await tryRuntime(runtime, (cpuOnly = true))
  if (probe.kind === 'failed') return { variables: refused(probe), hidesCard: false }
  const variables = nativeTrainerEnvironment({ manifestPath, packageDir, cpuOnly })
  return { variables, hidesCard: card && cpuOnly }
}

const refused = ({ code, params }: Pick<Failure, 'code' | 'params'>): Record<string, string> => ({
  [nativeVariables.failure]: JSON.stringify({ code, params })
})
