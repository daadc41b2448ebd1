import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRuntime } from '#host/native/manifest'
import { probeOnce } from '#host/native/probe'
import { setUpNative, type SetUpOptions } from '#host/native/set-up'
import { describeFailure } from '#shared/errors/describe'
import { AppError } from '#shared/errors/app-error'
import type { NativeProbe } from '#shared/schemas/native'
import { fakeRun, fakeTrainer, missing, result, temporaryFolder, writeTree, type Ran } from './fakes'

const loaded: NativeProbe = { kind: 'loaded', tensorflow: '2.21.0', gpu: false, milliseconds: 300 }

/** A machine on which everything works: Python, pip that brings a wheel, a compiler. Answers can be replaced. */
function machine(replace: (ran: Ran) => ReturnType<typeof result> | undefined = () => undefined) {
  return fakeRun((call) => {
    const replaced = replace(call)
    if (replaced) return replaced
    const { command, args } = call
    if (args.includes('install')) return bringWheel(args)
    if (command === 'python3') return result(0, '[[3, 11], "23.2.1", true]')
    const output = args[args.indexOf('-o') + 1]
    if (args.includes('-shared') && output) writeFileSync(output, 'binding')
    return result(0)
  })
}

function bringWheel(args: readonly string[]) {
  const site = args[args.indexOf('--target') + 1] ?? ''
  if (args.some((arg) => arg.startsWith('nvidia'))) {
    writeTree(site, { 'nvidia/cudnn/lib/libcudnn.so.9': 'x' })
  } else {
    writeTree(site, {
      'tensorflow/libtensorflow_cc.so.2': 'x',
      'tensorflow/libtensorflow_framework.so.2': 'x',
      'tensorflow/include/tensorflow/c/eager/c_api.h': 'x',
      'tensorflow-2.21.0.dist-info/METADATA': 'Requires-Dist: nvidia-cudnn-cu12<10; extra == "and-cuda"\n'
    })
  }
  return result(0, 'Successfully installed')
}

function options(more: Partial<SetUpOptions> = {}): SetUpOptions & { stages: string[] } {
  const folder = temporaryFolder()
  writeTree(folder, {
    'package/package.json': '{ "version": "4.22.0" }',
    'package/binding/tfjs_backend.cc': 'x',
    'package/binding/tfjs_binding.cc': 'x',
    'headers/node_api.h': 'x'
  })
  const stages: string[] = []
  return {
    stages,
    nativeDir: path.join(folder, 'native'),
    packageDir: path.join(folder, 'package'),
    headersDir: path.join(folder, 'headers'),
    flavour: 'cpu',
    platform: 'linux',
    arch: 'x64',
    spawnTrainer: () => fakeTrainer(loaded),
    onProgress: ({ stage }) => void (stages.at(-1) === stage || stages.push(stage)),
    run: machine().run,
    ...more
  }
}

const runtimes = (folder: string): string[] => readdirSync(folder).filter((name) => !name.endsWith('.json'))

describe('setUpNative', () => {
  it('downloads, compiles, tries, and then names the runtime in the manifest', async () => {
    const wanted = options()
    const runtime = await setUpNative(wanted)
    expect(wanted.stages).toEqual(['looking', 'compiling', 'checking'])
    expect(runtime.manifest).toMatchObject({ tensorflow: '2.21.0', flavour: 'cpu', package: '4.22.0' })
    expect(await readRuntime(wanted.nativeDir)).toEqual(runtime)
    const [name = ''] = runtimes(wanted.nativeDir)
    const spawn = () => expect.fail('The answer of the set-up is kept.')
    expect(await probeOnce({ runtime, packageDir: '/p', cpuOnly: true, spawn })).toEqual(loaded)
    expect(name).toMatch(/^tensorflow-2\.21\.0-cpu-\w+$/)
    expect(readdirSync(path.join(wanted.nativeDir, name)).sort()).toEqual(['lib', 'site'])
    expect(existsSync(path.join(wanted.nativeDir, name, 'site/tensorflow/include'))).toBe(false)
  })

  it('adds NVIDIA’s libraries beside the wheel for CUDA', async () => {
    const { run, ran } = machine()
    const runtime = await setUpNative(options({ flavour: 'cuda', run }))
    const installs = ran.filter(({ args }) => args.includes('install')).map(({ args }) => args.at(-1))
    expect(installs[0]).toMatch(/^tensorflow>=/)
    expect(installs[1]).toBe('nvidia-cudnn-cu12<10')
    expect(existsSync(path.resolve(path.dirname(runtime.bindingPath), '../site/nvidia/cudnn/lib'))).toBe(true)
  })

  it('replaces an old runtime, and clears what a dead set-up left', async () => {
    const wanted = options()
    const first = await setUpNative(wanted)
    writeTree(wanted.nativeDir, { 'building-999999999-abc/tmp/x': 'x', 'tensorflow-1.0-cpu-old/x': 'x' })
    const second = await setUpNative(wanted)
    expect(second.bindingPath).not.toBe(first.bindingPath)
    expect(runtimes(wanted.nativeDir)).toHaveLength(1)
  })

  const failures: [string, Partial<SetUpOptions>][] = [
    [
      'native-no-python',
      { run: machine(({ command }) => (/python/.test(command) ? missing : undefined)).run }
    ],
    [
      'native-no-compiler',
      { run: machine(({ command }) => (/\+\+/.test(command) ? missing : undefined)).run }
    ],
    ['native-no-wheel', { run: machine(failing('install', 'No matching distribution found')).run }],
    ['native-download-failed', { run: machine(failing('install', 'ERROR: NewConnectionError')).run }],
    ['native-disk-full', { run: machine(failing('install', '[Errno 28] No space left on device')).run }],
    [
      'native-incomplete-wheel',
      { run: machine(({ args }) => (args.includes('install') ? result(0) : undefined)).run }
    ],
    ['native-compile-failed', { run: machine(failing('-shared', 'error: no')).run }],
    ['native-package-missing', { packageDir: '/nowhere' }],
    ['native-no-headers', { headersDir: '/nowhere' }],
    ['native-unsupported-windows', { platform: 'win32' }],
    ['native-unsupported', { platform: 'freebsd' }],
    ['native-unsupported', { arch: 'ia32' }],
    ['native-illegal-instruction', { spawnTrainer: () => fakeTrainer({ code: null, signal: 'SIGILL' }) }],
    [
      'native-wrong-abi',
      { spawnTrainer: () => fakeTrainer({ kind: 'failed', code: 'native-wrong-abi', params: { what: 'x' } }) }
    ]
  ]

  it.each(failures)('%s leaves what was there and says so in both languages', async (code, more) => {
    const wanted = options()
    const before = await setUpNative(wanted)
    const error = await setUpNative({ ...wanted, ...more }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code })
    expect(await readRuntime(wanted.nativeDir)).toEqual(before)
    expect(runtimes(wanted.nativeDir)).toHaveLength(1)
    for (const language of ['en', 'ko'] as const) {
      const text = Object.values(describeFailure((error as AppError).toFailure(), language)).join(' ')
      expect(text).not.toMatch(/\{\w+\}| \? /)
    }
  })

  it.each(['--version', 'install', 'tfjs_backend.cc', '-shared'])('can be cancelled at %s', async (step) => {
    const cancel = new AbortController()
    const { run } = machine(({ args }) => {
      if (args.includes(step)) cancel.abort()
      return undefined
    })
    const wanted = options({ run, signal: cancel.signal })
    await expect(setUpNative(wanted)).rejects.toMatchObject({ code: 'native-cancelled' })
    expect(existsSync(wanted.nativeDir) ? readdirSync(wanted.nativeDir) : []).toEqual([])
  })

  it('can be cancelled while it tries', async () => {
    const cancel = new AbortController()
    const spawnTrainer = () => {
      setTimeout(() => cancel.abort(), 5)
      return fakeTrainer('silent')
    }
    const wanted = options({ spawnTrainer, signal: cancel.signal })
    await expect(setUpNative(wanted)).rejects.toMatchObject({ code: 'native-cancelled' })
    expect(readdirSync(wanted.nativeDir)).toEqual([])
  })

  it('says that the folder cannot be written', async () => {
    const wanted = options()
    writeTree(path.dirname(wanted.nativeDir), { native: 'a file where the folder should be' })
    await expect(setUpNative(wanted)).rejects.toMatchObject({ code: 'native-not-writable' })
  })
})

function failing(argument: string, output: string) {
  return ({ args }: Ran) => (args.includes(argument) ? result(1, output) : undefined)
}
