import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe } from 'vitest'
import { registerBuiltin } from '#engine/devices/builtin/index'
import { nativeEnvironment } from '#host/native/environment'
import { loadNative } from '../../src/trainer/native-loader'
import { hasRuntime, manifestPath, packageDir, skipped } from '../trainer/native-runtime'

interface TestBackend {
  readonly name: string
  readonly available: boolean
  register(): void
}

/** tfjs's own CPU backend, ours in WebAssembly, and TensorFlow's library where it is set up. */
const backends: TestBackend[] = [
  { name: 'cpu', available: true, register: () => undefined },
  { name: 'builtin', available: true, register: () => void registerBuiltin() },
  {
    name: 'tensorflow',
    available: hasRuntime,
    register() {
      Object.assign(process.env, nativeEnvironment(true))
      loadNative(tf, manifestPath, packageDir)
    }
  }
]

/** The same tests on every backend; one that this machine lacks is skipped by name. */
export function onEachBackend(title: string, tests: (backend: string) => void): void {
  for (const { name, available, register } of backends) {
    describe.skipIf(!available)(`${title} on ${name}${available ? '' : skipped}`, () => {
      beforeAll(async () => {
        if (!(name in tf.engine().registryFactory)) register()
        await tf.setBackend(name)
      })
      tests(name)
    })
  }
}
