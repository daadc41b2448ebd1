import { existsSync, readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import util from 'node:util'
import type * as TensorFlowCore from '@tensorflow/tfjs-core'
import { AppError } from '#shared/errors/app-error'
import { nativeManifestSchema, type NativeManifest } from '#shared/schemas/native'
import { describeLoadFailure } from './native-failure'

// [Note: loading the native backend] Requiring @tensorflow/tfjs-node-gpu itself would look for its binding inside
// node_modules through node-pre-gyp, and load all of @tensorflow/tfjs beside it (layers, converter, WebGL: 110 of
// 140 ms). We take its backend class and its kernels only, hand them the tfjs-core that the engine already uses where
// they ask for @tensorflow/tfjs, and give the class our own binding. So there is one engine, one kernel registry and one
// Tensor class in the process, also when tfjs-core is part of a bundle.

export type Core = typeof TensorFlowCore

/** The native part, as its binding and backend class show it. */
export interface NativeBinding {
  isUsingGpuDevice(): boolean
  readonly TF_Version: string
  executeOp(name: string, attributes: readonly object[], inputs: readonly number[], outputs: number): object[]
  deleteTensor(id: number): void
}

export interface NativeRuntimeLoaded {
  readonly binding: NativeBinding
  readonly manifest: NativeManifest
  /** TensorFlow's own version, asked from the library. */
  readonly tensorflow: string
  /** True when TensorFlow sees a GPU; its ops run there. */
  readonly gpu: boolean
  /** From the first line to the backend's registration. */
  readonly milliseconds: number
}

interface BackendModule {
  NodeJSKernelBackend: new (binding: NativeBinding, packageName: string) => TensorFlowCore.KernelBackend
}

/** Under this name the backend is registered, as the package itself does. */
export const nativeBackendName = 'tensorflow'
const packageName = '@tensorflow/tfjs-node-gpu'

/**
 * Loads the native runtime into this process and registers the backend 'tensorflow' and its kernels with `core`, without
 * making it the one in use. Set the environment (`nativeEnvironment` of the host) before: TensorFlow reads it now.
 *
 * @param manifestPath absolute path of native.json
 * @param packageDir absolute path of the folder of @tensorflow/tfjs-node-gpu
 * @throws AppError 'native-…': one sentence why not
 */
export function loadNative(core: Core, manifestPath: string, packageDir: string): NativeRuntimeLoaded {
  const started = performance.now()
  const manifest = readManifest(manifestPath)
  const bindingPath = path.resolve(path.dirname(manifestPath), manifest.binding)
  if (!existsSync(bindingPath)) throw new AppError('native-file-missing', { file: bindingPath })
  if (!existsSync(path.join(packageDir, 'dist/nodejs_kernel_backend.js'))) {
    throw new AppError('native-package-missing', { folder: packageDir })
  }
  try {
    const load = createRequire(path.join(packageDir, 'package.json'))
    const binding = load(bindingPath) as NativeBinding
    const { NodeJSKernelBackend } = requireWithCore(load, core)
    core.registerBackend(nativeBackendName, () => new NodeJSKernelBackend(binding, packageName), 3)
    return {
      binding,
      manifest,
      tensorflow: binding.TF_Version,
      gpu: binding.isUsingGpuDevice(),
      milliseconds: performance.now() - started
    }
  } catch (thrown) {
    throw describeLoadFailure(thrown)
  }
}

function readManifest(file: string): NativeManifest {
  if (!existsSync(file)) throw new AppError('native-not-set-up', {})
  try {
    return nativeManifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (thrown) {
    throw new AppError('native-bad-manifest', { file }, String(thrown))
  }
}

type Load = (request: string, ...rest: unknown[]) => unknown

/** The package's backend class and, as a side effect, its kernels, with `core` in place of @tensorflow/tfjs. */
function requireWithCore(load: NodeJS.Require, core: Core): BackendModule {
  restoreUtil()
  const loader = Module as unknown as { _load: Load }
  const original = loader._load
  const stand = { ...core, __esModule: true, KernelBackend: callable(core.KernelBackend) }
  loader._load = function (request, ...rest) {
    if (request === '@tensorflow/tfjs' || request === '@tensorflow/tfjs-core') return stand
    return original.call(this, request, ...rest)
  }
  try {
    const backend = load('./dist/nodejs_kernel_backend.js') as BackendModule
    load('./dist/register_all_kernels.js')
    return backend
  } finally {
    loader._load = original
  }
}

/** tfjs-node 4.22 calls functions of node:util that Node 23 removed (tensorflow/tfjs#8425). */
function restoreUtil(): void {
  const host = util as unknown as Record<string, unknown>
  host['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  host['isArray'] ??= Array.isArray
}

/** The package is compiled to ES5 and calls its base class as a function, which a real class refuses. The base has no state. */
function callable(base: typeof TensorFlowCore.KernelBackend): unknown {
  const call = function (): void {}
  call.prototype = base.prototype
  return call
}
