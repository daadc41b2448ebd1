import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkSources, compileBinding, findCompiler, linkArgs } from '#host/native/compile'
import { fakeRun, missing, result, temporaryFolder, writeTree, type Ran } from './fakes'

function sources() {
  const folder = temporaryFolder()
  writeTree(folder, {
    'package/binding/tfjs_backend.cc': 'backend',
    'package/binding/tfjs_binding.cc': 'binding',
    'package/binding/utils.h': 'utils',
    'package/binding/notes.txt': 'no source',
    'headers/node_api.h': 'api'
  })
  return { folder, packageDir: path.join(folder, 'package'), headersDir: path.join(folder, 'headers') }
}

function compilation(answer: (ran: Ran) => ReturnType<typeof result>) {
  const from = sources()
  const { run, ran } = fakeRun(answer)
  const progress: number[] = []
  const job = {
    ...from,
    run,
    compiler: 'c++',
    platform: 'linux',
    wheel: {
      folder: path.join(from.folder, 'work/site/tensorflow'),
      libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
      include: path.join(from.folder, 'work/site/tensorflow/include')
    },
    outputDir: path.join(from.folder, 'work/lib'),
    workDir: path.join(from.folder, 'work/tmp'),
    onProgress: (fraction: number) => void progress.push(fraction)
  }
  return { job, ran, progress }
}

describe('findCompiler', () => {
  it('prefers CXX, then takes what is there', async () => {
    const { run } = fakeRun(({ command }) => (command === 'g++' ? result(0) : missing))
    expect(await findCompiler(run)).toBe('g++')
    const { run: any } = fakeRun(() => result(0))
    expect(await findCompiler(any, undefined, 'my-c++')).toBe('my-c++')
  })

  it('names the package to install', async () => {
    const { run } = fakeRun(() => missing)
    const error = await findCompiler(run).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'native-no-compiler' })
    expect((error as { params: { install: string } }).params.install).toMatch(
      /g\+\+|gcc|build-essential|xcode/
    )
  })
})

describe('checkSources', () => {
  it('says which part is missing', () => {
    const { packageDir, headersDir } = sources()
    expect(() => checkSources({ packageDir, headersDir })).not.toThrow()
    expect(() => checkSources({ packageDir: headersDir, headersDir })).toThrow(/native-package-missing/)
    expect(() => checkSources({ packageDir, headersDir: packageDir })).toThrow(/native-no-headers/)
  })
})

describe('compileBinding', () => {
  it('compiles copies of both files and links with a path relative to the binding', async () => {
    const { job, ran, progress } = compilation(() => result(0))
    const output = await compileBinding(job)
    expect(output).toBe(path.join(job.outputDir, 'tfjs_binding.node'))
    expect(ran.map(({ args }) => args.find((arg) => arg.endsWith('.cc')))).toEqual([
      'tfjs_backend.cc',
      'tfjs_binding.cc',
      undefined
    ])
    expect(ran[0]?.args).toEqual(expect.arrayContaining(['-std=c++17', '-DNAPI_VERSION=8', '-Inode']))
    expect(ran[2]?.args).toEqual(
      expect.arrayContaining(['-l:libtensorflow_cc.so.2', '-Wl,-rpath,$ORIGIN/../site/tensorflow'])
    )
    expect(readFileSync(path.join(job.workDir, 'tfjs_backend.cc'), 'utf8')).toBe('backend')
    expect(existsSync(path.join(job.workDir, 'node/node_api.h'))).toBe(true)
    expect(existsSync(path.join(job.workDir, 'notes.txt'))).toBe(false)
    expect(progress).toEqual([0, 0.15, 0.3])
  })

  it.each([
    ['native-compile-failed', 'x.h: No such file\nfatal error: tensorflow/c/c_api.h: No such file'],
    ['native-disk-full', 'ld: final link failed: No space left on device'],
    ['native-compile-failed', "ld: undefined reference to `TF_Version'"]
  ])('%s', async (code, output) => {
    const { job } = compilation(() => result(1, output))
    await expect(compileBinding(job)).rejects.toMatchObject({ code })
  })

  it('quotes the first error', async () => {
    const { job } = compilation(() => result(1, 'warning: w\na.cc:1: error: first\na.cc:2: error: second'))
    await expect(compileBinding(job)).rejects.toMatchObject({ params: { what: 'a.cc:1: error: first' } })
  })
})

describe('linkArgs', () => {
  it('makes a bundle on macOS', () => {
    const { job } = compilation(() => result(0))
    const args = linkArgs({ ...job, platform: 'darwin' }, 'out.node')
    expect(args).toContain('-bundle')
    expect(args).toContain('-Wl,-rpath,@loader_path/../site/tensorflow')
  })
})
