import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { CommandOptions, CommandResult, RunCommand } from './command'
import { installHint } from './packages'

/** The package's two files, and where they are compiled. */
export interface BindingSources {
  /** Folder of @tensorflow/tfjs-node-gpu. */
  readonly packageDir: string
  /** Folder with node_api.h, of npm's node-api-headers. */
  readonly headersDir: string
}

const units = ['tfjs_backend', 'tfjs_binding'] as const

/**
 * The compiler's command: `CXX`, else c++, g++ or clang++.
 *
 * @throws AppError 'native-no-compiler'
 */
export async function findCompiler(run: RunCommand, signal?: AbortSignal, given?: string): Promise<string> {
  for (const command of [...(given ? [given] : []), 'c++', 'g++', 'clang++']) {
    const answer = await run(command, ['--version'], signal ? { signal } : {})
    if (answer.code === 0) return command
  }
  throw new AppError('native-no-compiler', { install: installHint('compiler') })
}

/** @throws AppError 'native-package-missing' or 'native-no-headers' */
export function checkSources({ packageDir, headersDir }: BindingSources): void {
  if (!units.every((unit) => existsSync(path.join(packageDir, 'binding', `${unit}.cc`)))) {
    throw new AppError('native-package-missing', { folder: packageDir })
  }
  if (!existsSync(path.join(headersDir, 'node_api.h'))) {
    throw new AppError('native-no-headers', { folder: headersDir })
  }
}

export interface Compilation extends BindingSources {
  readonly run: RunCommand
  readonly compiler: string
  readonly platform: string
  /** Folder of TensorFlow's libraries, their names, and its headers. */
  readonly wheel: { folder: string; libraries: readonly string[]; include: string }
  /** Receives tfjs_binding.node; the wheel's folder is found from here by a relative path, so both can move. */
  readonly outputDir: string
  readonly workDir: string
  readonly signal?: AbortSignal
  readonly onProgress: (fraction: number, detail: string) => void
}

/**
 * Compiles and links the binding; returns its path.
 *
 * @throws AppError 'native-compile-failed', 'native-disk-full', 'native-cancelled'
 */
export async function compileBinding(compilation: Compilation): Promise<string> {
  const { run, compiler, workDir, outputDir, onProgress } = compilation
  const options: CommandOptions = {
    cwd: workDir,
    environment: { LC_ALL: 'C', TMPDIR: workDir },
    ...(compilation.signal ? { signal: compilation.signal } : {})
  }
  // Copies, since the originals may lie inside an app archive that no compiler can read.
  await copyFiles(path.join(compilation.packageDir, 'binding'), workDir)
  await copyFiles(compilation.headersDir, path.join(workDir, 'node'))
  await mkdir(outputDir, { recursive: true })
  for (const [index, unit] of units.entries()) {
    onProgress(index * 0.15, `${unit}.cc`)
    check(await run(compiler, compileArgs(unit, compilation.wheel.include), options), workDir)
  }
  const output = path.join(outputDir, 'tfjs_binding.node')
  onProgress(0.3, 'tfjs_binding.node')
  check(await run(compiler, linkArgs(compilation, output), options), workDir)
  return output
}

export const compileArgs = (unit: string, include: string): string[] => [
  '-std=c++17',
  '-O2',
  '-fPIC',
  '-DNAPI_VERSION=8',
  '-DNDEBUG',
  '-Inode',
  `-I${include}`,
  '-c',
  `${unit}.cc`,
  '-o',
  `${unit}.o`
]

/** Links against the wheel's libraries where they lie; a symlink elsewhere would lose NVIDIA's beside them. */
export function linkArgs(
  { platform, wheel, outputDir }: Pick<Compilation, 'platform' | 'wheel' | 'outputDir'>,
  output: string
): string[] {
  const objects = units.map((unit) => `${unit}.o`)
  const beside = path.relative(outputDir, wheel.folder)
  if (platform === 'darwin') {
    const libraries = wheel.libraries.map((name) => path.join(wheel.folder, name))
    const mode = ['-bundle', '-undefined', 'dynamic_lookup']
    return [...mode, '-o', output, ...objects, ...libraries, `-Wl,-rpath,@loader_path/${beside}`]
  }
  const libraries = wheel.libraries.map((name) => `-l:${name}`)
  // z,now: a symbol that this TensorFlow lacks shows when the binding is loaded, not in the middle of a training.
  const path_ = [`-Wl,-rpath,$ORIGIN/${beside}`, '-Wl,-z,now']
  return ['-shared', '-o', output, ...objects, `-L${wheel.folder}`, ...libraries, ...path_]
}

async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    if (/\.(cc|h)$/.test(name)) await writeFile(path.join(to, name), await readFile(path.join(from, name)))
  }
}

function check(result: CommandResult, folder: string): void {
  if (result.code === 0) return
  if (/No space left on device/.test(result.output)) {
    throw new AppError('native-disk-full', { need: '1 GB', folder }, result.output)
  }
  const lines = result.output.split('\n')
  const what = lines.find((line) => /error|undefined reference|cannot find/i.test(line)) ?? lines.at(-1) ?? ''
  throw new AppError('native-compile-failed', { what: what.trim().slice(0, 300) }, result.output)
}
