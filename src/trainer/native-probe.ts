import type { Core } from './native-loader'
import { loadNative, nativeBackendName } from './native-loader'
import { toAppError } from '#shared/errors/app-error'
import { nativeVariables, type NativeProbe } from '#shared/schemas/native'

/** Whether this process was started to try the native runtime and end. */
export const isNativeProbe = (environment: NodeJS.ProcessEnv = process.env): boolean =>
  environment[nativeVariables.probe] === '1'

/**
 * Loads the native runtime that the environment names, lets it multiply two matrices, and says what came of it. When the
 * native code ends the process instead, the host sees that from outside.
 */
export function probeNativeHere(core: Core, environment: NodeJS.ProcessEnv = process.env): NativeProbe {
  try {
    const manifest = environment[nativeVariables.manifest] ?? ''
    const loaded = loadNative(core, manifest, environment[nativeVariables.package] ?? '')
    void core.setBackend(nativeBackendName) // not asynchronous for this backend
    const answer = core.tidy(() => {
      const a = core.tensor2d([1, 2, 3, 4, 5, 6], [2, 3])
      const b = core.tensor2d([7, 8, 9, 10, 11, 12], [3, 2])
      return Array.from(core.matMul(a, b).dataSync())
    })
    const text = answer.join(' ')
    if (text !== '58 64 139 154')
      return { kind: 'failed', code: 'native-wrong-result', params: { what: text } }
    const { tensorflow, gpu, milliseconds } = loaded
    return { kind: 'loaded', tensorflow, gpu, milliseconds }
  } catch (thrown) {
    const { code, params } = toAppError(thrown)
    return { kind: 'failed', code, params }
  }
}
