import { existsSync } from 'node:fs'
import os from 'node:os'
import v8 from 'node:v8'
import * as tf from '@tensorflow/tfjs-core'
import { registerBuiltin, BUILTIN } from '#engine/devices/builtin/index'
import { enableCudnn, type CudnnReport } from '#engine/devices/cudnn'
import { AppError, toAppError } from '#shared/errors/app-error'
import type { ErrorCode } from '#shared/errors/texts.en'
import type { DeviceChoice, DeviceId, DeviceReport } from '#shared/schemas/devices'
import { failureSchema } from '#shared/schemas/failure'
import { nativeVariables, nvidiaDriverFiles } from '#shared/schemas/native'
import { loadNative, nativeBackendName, type NativeRuntimeLoaded } from './native-loader'

/** In the order in which 'auto' prefers them while nothing is measured. */
const preferred: readonly DeviceId[] = ['cuda', 'native', 'builtin']

const backends: Record<DeviceId, string> = {
  cuda: nativeBackendName,
  native: nativeBackendName,
  builtin: BUILTIN
}

/** What this process can compute on. TensorFlow is loaded when it is first asked for, and decides CPU or GPU once. */
export class Devices {
  /** Examples a second, last measured. */
  readonly rates = new Map<DeviceId, number>()
  #inUse: DeviceId | null = null
  #native: NativeRuntimeLoaded | AppError | null = null
  #builtin: string | AppError | null = null
  #cudnn: readonly CudnnReport[] | null = null

  constructor(private readonly environment: Readonly<Record<string, string | undefined>>) {
    tf.enableProdMode()
  }

  get inUse(): DeviceId | null {
    return this.#inUse
  }

  /** Every device; for each that cannot be used here the sentence why not. */
  async describe(): Promise<DeviceReport[]> {
    return preferred.map((id) => {
      const reason = this.#refusal(id)
      return {
        id,
        name: this.#name(id),
        available: reason === null,
        inUse: id === this.#inUse,
        reason: reason && { code: reason.code, params: reason.params },
        detail: (reason?.detail ?? (reason ? '' : this.#detail(id))).slice(0, 2000),
        rate: this.rates.get(id) ?? null
      }
    })
  }

  /** Makes a device the one in use. Throws the AppError that says why it cannot be. */
  async use(choice: DeviceChoice): Promise<DeviceId> {
    const id = choice === 'auto' ? this.#best() : choice
    const reason = this.#refusal(id)
    if (reason) throw reason
    await this.#switchTo(backends[id])
    if (id === 'cuda' && !this.#cudnn) this.#cudnn = enableCudnn(tf.backend(), nativeBackendName)
    return (this.#inUse = id)
  }

  /** Runs `work` with a device, then goes back to the one in use. */
  async during<T>(id: DeviceId, work: () => Promise<T>): Promise<T> {
    const before = this.#inUse
    await this.use(id)
    try {
      return await work()
    } finally {
      if (before) await this.use(before)
    }
  }

  async #switchTo(backend: string): Promise<void> {
    if (!(await tf.setBackend(backend)))
      throw new AppError('device-unavailable', { device: backend, what: '' })
  }

  /** The fastest, when all that can be used were measured; else the first by preference. */
  #best(): DeviceId {
    const usable = preferred.filter((id) => this.#refusal(id) === null)
    const measured = usable.every((id) => this.rates.has(id))
    return measured ? usable.reduce((a, b) => (this.rates.get(b)! > this.rates.get(a)! ? b : a)) : usable[0]
  }

  /** Why a device cannot be used in this process, or null. */
  #refusal(id: DeviceId): AppError | null {
    if (id === 'builtin') {
      const builtin = (this.#builtin ??= startBuiltin())
      return builtin instanceof AppError ? builtin : null
    }
    const native = (this.#native ??= this.#loadNative())
    if (native instanceof AppError) return native
    if (native.gpu) return id === 'cuda' ? null : new AppError('device-other-process')
    if (id === 'native') return null
    if (!nvidiaDriverFiles.some((file) => existsSync(file))) return new AppError('native-no-driver')
    return native.manifest.flavour === 'cpu'
      ? new AppError('native-cpu-only')
      : new AppError('native-no-gpu', { tensorflow: native.tensorflow })
  }

  #loadNative(): NativeRuntimeLoaded | AppError {
    const manifest = this.environment[nativeVariables.manifest]
    const folder = this.environment[nativeVariables.package]
    const failure = this.environment[nativeVariables.failure]
    try {
      if (failure) throw knownFailure(failure)
      if (!manifest || !folder) throw new AppError('native-not-set-up')
      return loadNative(tf, manifest, folder)
    } catch (thrown) {
      return toAppError(thrown)
    }
  }

  #name(id: DeviceId): string {
    return id === 'cuda' ? 'NVIDIA GPU' : processor()
  }

  #detail(id: DeviceId): string {
    if (id === 'builtin') return typeof this.#builtin === 'string' ? this.#builtin : ''
    const native = this.#native
    if (!native || native instanceof AppError) return ''
    const loaded = `TensorFlow ${native.tensorflow} (${native.manifest.flavour}), loaded in ${Math.round(native.milliseconds)} ms`
    return id === 'cuda' && this.#cudnn ? `${loaded}. ${cudnnLine(this.#cudnn)}` : loaded
  }
}

/** What the host found when it tried the runtime in another process. */
function knownFailure(json: string): AppError {
  const { code, params } = failureSchema.parse(JSON.parse(json))
  return new AppError(code as ErrorCode, params)
}

/** Registers the built-in device; says which of its modules runs. */
function startBuiltin(): string | AppError {
  try {
    allowRelaxedSimd()
    const { variant } = registerBuiltin()
    return `WebAssembly SIMD (${variant})`
  } catch (thrown) {
    return new AppError('device-unavailable', { device: 'builtin', what: String(thrown).slice(0, 300) })
  }
}

/** V8 has fused multiply-add in WebAssembly from 11.4 on, and behind a flag some versions before (Node 16 to 20). */
function allowRelaxedSimd(): void {
  const [major, minor] = process.versions.v8.split('.').map(Number)
  const version = major * 100 + minor
  if (version >= 1000 && version < 1104) v8.setFlagsFromString('--experimental-wasm-relaxed-simd')
}

function cudnnLine(reports: readonly CudnnReport[]): string {
  const parts = reports.map(({ mode, ok, reason }) => (ok ? mode : `${mode} not (${reason ?? '?'})`))
  return `cuDNN: ${parts.join(', ') || 'off'}`
}

function processor(): string {
  const cores = os.cpus()
  const model = cores[0]?.model.trim() || os.arch()
  return `${model}, ${cores.length} cores`.slice(0, 200)
}
