import type { DeviceChoice } from '#shared/schemas/devices'
import { hasNvidiaDriver } from '../native/driver'
import { nativeTrainerEnvironment } from '../native/environment'
import { readRuntime } from '../native/manifest'

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

/** What a trainer is told so that it can run on this device; TensorFlow reads it once, at its start. */
export async function deviceEnvironment(
  choice: DeviceChoice,
  nativeDir: string,
  packageDir: string,
  seesCard: () => boolean = hasNvidiaDriver
): Promise<DeviceEnvironment> {
  try {
    const { manifest, manifestPath } = await readRuntime(nativeDir)
    const card = manifest.flavour === 'cuda' && seesCard()
    const cpuOnly = !card || choice === 'native' || choice === 'builtin'
    const variables = nativeTrainerEnvironment({ manifestPath, packageDir, cpuOnly })
    return { variables, hidesCard: card && cpuOnly }
  } catch {
    return { variables: {}, hidesCard: false } // the trainer says that there is no runtime
  }
}
