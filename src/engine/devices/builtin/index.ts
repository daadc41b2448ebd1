import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { registerSequence } from '../../rnn/implementation'
import { BuiltinBackend, inheritCpuKernels } from './backend'
import { Heap } from './heap'
import { loadKernels, type LoadedKernels, type Variant } from './kernels'
import { registerOps } from './ops'
import { builtinSequence } from './sequence'

/** Name of the tfjs backend that the built-in device is. */
export const BUILTIN = 'builtin'

/** What a kernel needs: the module and where tensors lie in its memory. */
export interface Builtin extends LoadedKernels {
  readonly backend: BuiltinBackend
}

/**
 * Registers the built-in device as a tfjs backend: WebAssembly kernels of ours, tfjs-backend-cpu's for the rest. Nothing
 * has to be installed for it. `variant` is for tests; by default the best module that runs here.
 */
export function registerBuiltin(variant?: Variant, name = BUILTIN): Builtin {
  const loaded = loadKernels(variant)
  const backend = new BuiltinBackend(new Heap(loaded.memory, loaded.base))
  const builtin: Builtin = { ...loaded, backend }
  tf.registerBackend(name, () => backend)
  registerOps(name, builtin)
  inheritCpuKernels(name)
  registerSequence(name, builtinSequence(builtin))
  return builtin
}
