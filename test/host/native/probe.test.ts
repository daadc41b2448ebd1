import { writeFileSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRuntime, writeManifest } from '#host/native/manifest'
import { probeNative, probeOnce } from '#host/native/probe'
import type { NativeManifest, NativeProbe } from '#shared/schemas/native'
import { fakeTrainer, temporaryFolder, writeTree } from './fakes'

const manifest: NativeManifest = {
  formatVersion: 1,
  binding: 'r/lib/b.node',
  tensorflow: '2.21.0',
  flavour: 'cpu',
  platform: 'linux',
  arch: 'x64',
  package: '4.22.0',
  built: '2026-01-01T00:00:00.000Z'
}
const loaded: NativeProbe = { kind: 'loaded', tensorflow: '2.21.0', gpu: false, milliseconds: 300 }

async function runtime() {
  const folder = temporaryFolder()
  writeTree(folder, { 'r/lib/b.node': 'binding' })
  return writeManifest(folder, manifest)
}

describe('probeNative', () => {
  const probe = async (behaviour: Parameters<typeof fakeTrainer>[0], more: object = {}) => {
    const environments: Readonly<Record<string, string>>[] = []
    const trainer = fakeTrainer(behaviour)
    const spawn = (environment: Readonly<Record<string, string>>) => {
      environments.push(environment)
      return trainer
    }
    const options = { runtime: await runtime(), packageDir: '/p', cpuOnly: true, spawn, ...more }
    return { answer: probeNative(options), environments, trainer }
  }

  it('gives the answer of the process, and ends it', async () => {
    const { answer, environments, trainer } = await probe(loaded)
    expect(await answer).toEqual(loaded)
    expect(environments[0]).toMatchObject({ UNROLL_NATIVE_PROBE: '1', UNROLL_NATIVE_PACKAGE: '/p' })
    expect(trainer.killed).toBe(true)
  })

  it.each([
    [{ code: null, signal: 'SIGILL' }, 'native-illegal-instruction', {}],
    [{ code: 4, signal: null }, 'native-illegal-instruction', {}], // as Electron 22 says it
    [{ code: 132, signal: null }, 'native-illegal-instruction', {}],
    [{ code: null, signal: 'SIGSEGV' }, 'native-crashed', { signal: 'SIGSEGV' }],
    [{ code: 134, signal: null }, 'native-crashed', { signal: 'SIGABRT' }],
    [{ code: 1, signal: null }, 'native-crashed', { signal: 'exit code 1' }]
  ])('%o is %s', async (exit, code, params) => {
    const { answer } = await probe(exit)
    expect(await answer).toEqual({ kind: 'failed', code, params })
  })

  it('does not wait for ever', async () => {
    const { answer, trainer } = await probe('silent', { milliseconds: 50 })
    expect(await answer).toEqual({ kind: 'failed', code: 'native-silent', params: { seconds: 0.05 } })
    expect(trainer.killed).toBe(true)
  })

  it('ends the process when cancelled', async () => {
    const cancel = new AbortController()
    const { answer, trainer } = await probe('silent', { signal: cancel.signal })
    cancel.abort()
    await expect(answer).rejects.toMatchObject({ code: 'native-cancelled' })
    expect(trainer.killed).toBe(true)
  })
})

describe('probeOnce', () => {
  it('asks again only when the binding or the mode has changed', async () => {
    const built = await runtime()
    let started = 0
    const spawn = () => {
      started++
      return fakeTrainer(loaded)
    }
    const options = { runtime: built, packageDir: '/p', spawn }
    for (const cpuOnly of [true, true, false, false, true]) {
      expect(await probeOnce({ ...options, cpuOnly })).toEqual(loaded)
    }
    expect(started).toBe(2)
    utimesSync(built.bindingPath, new Date(), new Date(1))
    await probeOnce({ ...options, cpuOnly: true })
    expect(started).toBe(3)
    writeFileSync(path.join(path.dirname(built.manifestPath), 'probe-cpu.json'), '{')
    await probeOnce({ ...options, cpuOnly: true })
    expect(started).toBe(4)
  })
})

describe('readRuntime', () => {
  it('reads what was written', async () => {
    const built = await runtime()
    expect(await readRuntime(path.dirname(built.manifestPath))).toEqual(built)
  })

  it('says what is wrong otherwise', async () => {
    const folder = temporaryFolder()
    await expect(readRuntime(folder)).rejects.toMatchObject({ code: 'native-not-set-up' })
    for (const text of ['', '{}', JSON.stringify({ ...manifest, formatVersion: 2 })]) {
      writeTree(folder, { 'native.json': text })
      await expect(readRuntime(folder)).rejects.toMatchObject({ code: 'native-bad-manifest' })
    }
    await writeManifest(folder, manifest)
    await expect(readRuntime(folder)).rejects.toMatchObject({ code: 'native-file-missing' })
  })
})
