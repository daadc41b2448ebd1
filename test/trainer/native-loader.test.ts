import { fork } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import * as core from '@tensorflow/tfjs-core'
import { afterAll, describe, expect, it } from 'vitest'
import { nativeTrainerEnvironment } from '#host/native/environment'
import type { NativeProbe } from '#shared/schemas/native'
import { loadNative, nativeBackendName } from '../../src/trainer/native-loader'
import { bundle } from './bundle'
import { hasRuntime, manifestPath, packageDir, skipped } from './native-runtime'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'native-loader-'))

const manifest = {
  formatVersion: 1,
  binding: 'b.node',
  tensorflow: '2.21.0',
  flavour: 'cpu',
  platform: 'linux',
  arch: 'x64',
  package: '4.22.0',
  built: ''
}

/** A folder with a manifest and, where given, a file in the binding's place. */
function runtime(binding?: string): string {
  const place = folder()
  writeFileSync(path.join(place, 'native.json'), JSON.stringify(manifest))
  if (binding !== undefined) writeFileSync(path.join(place, 'b.node'), binding)
  return path.join(place, 'native.json')
}

describe('loadNative, when something is wrong', () => {
  const failure = (manifestFile: string, packages = packageDir): unknown => {
    try {
      loadNative(core, manifestFile, packages)
    } catch (thrown) {
      return thrown
    }
    return undefined
  }

  it('says that nothing is set up', () => {
    expect(failure(path.join(folder(), 'native.json'))).toMatchObject({ code: 'native-not-set-up' })
  })

  it('says that the manifest is damaged', () => {
    const place = runtime()
    writeFileSync(place, '{"formatVersion":1}')
    expect(failure(place)).toMatchObject({ code: 'native-bad-manifest', params: { file: place } })
  })

  it('names the binding when it is gone', () => {
    const place = runtime()
    const file = path.join(path.dirname(place), 'b.node')
    expect(failure(place)).toMatchObject({ code: 'native-file-missing', params: { file } })
  })

  it('says that the package is missing', () => {
    expect(failure(runtime(''), '/nowhere')).toMatchObject({ code: 'native-package-missing' })
  })

  it('says that the binding is no library for this machine, and stays alive', () => {
    const text = 'this is text, and long enough to be read as the header of a library: '.repeat(20)
    const error = failure(runtime(text))
    expect((error as { code: string }).code).toMatch(/^native-(wrong-abi|load-failed)$/)
  })
})

describe.skipIf(!hasRuntime)(`native runtime${skipped}`, () => {
  Object.assign(process.env, nativeTrainerEnvironment({ manifestPath, packageDir, cpuOnly: true }))
  afterAll(() => core.removeBackend(nativeBackendName))

  it('computes with the engine’s own tfjs-core and loads no other', () => {
    const loaded = loadNative(core, manifestPath, packageDir)
    expect(loaded.tensorflow).toBe(loaded.manifest.tensorflow)
    expect(loaded.gpu).toBe(false)
    expect(loaded.milliseconds).toBeLessThan(20_000)
    void core.setBackend(nativeBackendName)
    expect(core.getBackend()).toBe(nativeBackendName)

    const before = core.memory().numTensors
    const values = core.tidy(() => {
      const a = core.tensor2d([1, 2, 3, 4], [2, 2])
      const [left, right] = core.split(core.tanh(core.matMul(a, a, false, true)), 2, 1)
      expect(left).toBeInstanceOf(core.Tensor)
      return Array.from(core.concat([right!, left!], 1).dataSync())
    })
    for (const [index, x] of [11, 5, 25, 11].entries()) expect(values[index]).toBeCloseTo(Math.tanh(x), 6)
    expect(core.memory().numTensors).toBe(before)

    const cached = Object.keys(createRequire(import.meta.url).cache)
    expect(cached.some((file) => /tfjs-node-gpu.dist.nodejs_kernel_backend/.test(file))).toBe(true)
    expect(
      cached.filter((file) => /@tensorflow.(tfjs|tfjs-layers|tfjs-converter|tfjs-data)[/\\]/.test(file))
    ).toEqual([])
  })

  it('loads from a bundle that carries tfjs-core inside, in a process of its own', async () => {
    const entry = path.resolve('test/trainer/probe-entry.ts')
    const child = fork(await bundle(entry, path.join(folder(), 'out')), [], {
      env: { ...process.env, UNROLL_NATIVE_PROBE: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc']
    })
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    const answer = new Promise<NativeProbe>((resolve) =>
      child.on('message', (message) => resolve(message as NativeProbe))
    )
    const ended = new Promise((resolve) => child.on('exit', resolve))
    expect(await Promise.race([answer, ended])).toMatchObject({ kind: 'loaded', gpu: false })
    expect(errors).toBe('')
  })
})
