import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { NativeFlavour } from '#shared/schemas/native'
import type { CommandOptions, RunCommand } from './command'
import { DownloadProgress, type OnProgress } from './progress'
import type { Python } from './python'

// [Note: a wheel as a box] TensorFlow's wheel is used for the libraries and headers in it; no line of its Python ever
// runs. So none of its dependencies are installed, and a Python that it has no wheel for may fetch another one's.

/** Versions whose C interface the package's binding compiles against. */
const versions = '>=2.16,<2.22'
const oldestPython = 10 // 3.10 to 3.13 have wheels
const newestPython = 13

/** The wheel to ask for. Only Linux has one without the CUDA parts. */
export const wheelName = (flavour: NativeFlavour, platform: string): string =>
  flavour === 'cpu' && platform === 'linux' ? 'tensorflow-cpu' : 'tensorflow'

export const wheelSpec = (flavour: NativeFlavour, platform: string): string =>
  wheelName(flavour, platform) + versions

/** pip's arguments to put wheels into a folder; `target` needs no environment and touches none. */
export function installArgs(python: Python, site: string, specs: readonly string[], arch: string): string[] {
  return [
    '-m',
    'pip',
    'install',
    '--target',
    site,
    '--only-binary=:all:',
    '--no-deps',
    '--no-compile',
    '--no-cache-dir',
    '--no-input',
    '--disable-pip-version-check',
    '--progress-bar',
    'off',
    ...(hasWheels(python) ? [] : anotherPython(arch)),
    ...specs
  ]
}

const hasWheels = ({ version: [, minor] }: Python): boolean => minor >= oldestPython && minor <= newestPython

function anotherPython(arch: string): string[] {
  const machine = arch === 'arm64' ? 'aarch64' : 'x86_64'
  const tags = ['manylinux_2_28', 'manylinux_2_27', 'manylinux_2_17', 'manylinux2014']
  return [
    '--implementation=cp',
    '--python-version=3.12',
    '--abi=cp312',
    ...tags.map((tag) => `--platform=${tag}_${machine}`)
  ]
}

export interface Download {
  readonly run: RunCommand
  readonly python: Python
  readonly specs: readonly string[]
  /** Folder that receives the packages. */
  readonly site: string
  /** Folder for what pip writes meanwhile: on the same disk, since a wheel has half a gigabyte. */
  readonly temporary: string
  readonly arch: string
  readonly signal?: AbortSignal
  readonly onProgress: OnProgress
}

/**
 * Downloads and unpacks wheels.
 *
 * @throws AppError 'native-download-failed', 'native-no-wheel', 'native-disk-full', 'native-not-writable', 'native-cancelled'
 */
export async function downloadWheels(download: Download): Promise<void> {
  const { run, python, specs, site, temporary, arch, signal } = download
  const progress = new DownloadProgress(specs.length, download.onProgress)
  const watch = setInterval(() => {
    const { file } = progress
    void wheelBytes(temporary, file).then((bytes) => file === progress.file && progress.written(bytes))
  }, 500)
  const options: CommandOptions = {
    ...(signal ? { signal } : {}),
    environment: { TMPDIR: temporary, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', NO_COLOR: '1' },
    onLine: (line) => progress.line(line)
  }
  try {
    const result = await run(python.command, installArgs(python, site, specs, arch), options)
    if (result.code !== 0) throw explainPip(result.output, specs[0] ?? '', site)
  } finally {
    clearInterval(watch)
  }
}

/** Bytes of this wheel that pip has written: in `temporary/pip-unpack-…/`. */
async function wheelBytes(temporary: string, wheel: string): Promise<number> {
  try {
    for (const name of await readdir(temporary)) {
      const file = path.join(temporary, name, wheel)
      if (name.startsWith('pip-unpack') && existsSync(file)) return (await stat(file)).size
    }
  } catch {
    // pip took the folder away meanwhile
  }
  return 0
}

const network =
  /(NewConnectionError|ConnectTimeout|ReadTimeout|NameResolution|Temporary failure in name|SSLError|ProxyError|ConnectionReset|HTTPError|Network is unreachable|timed out)/

/** What pip's output says went wrong. */
export function explainPip(output: string, spec: string, folder: string): AppError {
  const wheel = /^[\w-]+/.exec(spec)?.[0] ?? spec
  if (/No space left on device|Errno 28/.test(output)) {
    return new AppError(
      'native-disk-full',
      { need: needText(wheel === 'tensorflow-cpu' ? 'cpu' : 'cuda'), folder },
      output
    )
  }
  if (/Permission denied|Read-only file system|Errno 13|Errno 30/.test(output)) {
    return new AppError('native-not-writable', { folder, what: lastError(output) }, output)
  }
  if (/No matching distribution found/.test(output) && !network.test(output)) {
    return new AppError('native-no-wheel', { wheel, system: `${process.platform} ${process.arch}` }, output)
  }
  return new AppError('native-download-failed', { what: lastError(output) }, output)
}

function lastError(output: string): string {
  const lines = output.split('\n').map((line) => line.trim())
  const last = lines.filter((line) => /error|could not|warning: retrying/i.test(line)).at(-1)
  return (last ?? lines.filter(Boolean).at(-1) ?? 'nothing').slice(0, 300)
}

/** Bytes on disk while it is set up: the wheels, and what is in them. */
export const needBytes: Record<NativeFlavour, number> = { cpu: 1.8e9, cuda: 9e9 }

export const needText = (flavour: NativeFlavour): string => `${Math.ceil(needBytes[flavour] / 1e9)} GB`
