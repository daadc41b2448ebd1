import { existsSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'

/** What is in the unpacked wheel, as far as we use it. */
export interface Wheel {
  /** Holds both libraries; on Linux they find NVIDIA's through `$ORIGIN/../nvidia/…/lib`. */
  readonly folder: string
  readonly libraries: readonly [cc: string, framework: string]
  readonly include: string
  readonly version: string
  readonly information: string
}

const libraryNames = (platform: string): readonly [string, string] =>
  platform === 'darwin'
    ? ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib']
    : ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']

/**
 * Finds TensorFlow's libraries and headers in the folder that pip filled.
 *
 * @throws AppError 'native-incomplete-wheel'
 */
export async function openWheel(site: string, platform: string): Promise<Wheel> {
  const folder = path.join(site, 'tensorflow')
  const libraries = libraryNames(platform)
  const include = path.join(folder, 'include')
  const needed = [
    ...libraries.map((name) => path.join(folder, name)),
    path.join(include, 'tensorflow/c/eager/c_api.h')
  ]
  const missing = needed.find((file) => !existsSync(file))
  if (missing) throw new AppError('native-incomplete-wheel', { file: path.relative(site, missing) })
  const information = (await readdir(site)).find((name) =>
    /^tensorflow(_cpu|_macos)?-[\d.]+.*\.dist-info$/.test(name)
  )
  const version = /-(\d+(?:\.\d+)*\w*)\.dist-info$/.exec(information ?? '')?.[1]
  if (!information || !version)
    throw new AppError('native-incomplete-wheel', { file: 'tensorflow-*.dist-info' })
  return { folder, libraries, include, version, information: path.join(site, information) }
}

/** The packages of NVIDIA's libraries that this wheel names under its extra `and-cuda`. */
export async function cudaRequirements(wheel: Wheel): Promise<string[]> {
  const metadata = await readFile(path.join(wheel.information, 'METADATA'), 'utf8').catch(() => '')
  return parseCudaRequirements(metadata)
}

export function parseCudaRequirements(metadata: string): string[] {
  return metadata.split(/\r?\n/).flatMap((line) => {
    const requirement = /^Requires-Dist:\s*([^;]+);(.*extra\s*==\s*["']and-cuda["'].*)$/.exec(line)
    if (!requirement) return []
    const [, name = '', condition = ''] = requirement
    const rest = condition
      .replace(/\(?\s*extra\s*==\s*["']and-cuda["']\s*\)?/, '')
      .replace(/^\s*and\b|\band\s*$/g, '')
      .trim()
    return [name.replace(/[\s()]/g, '') + (rest ? `; ${rest}` : '')]
  })
}

/** Removes what only building or Python needs: about a third of the wheel. Failing to costs disk space, nothing else. */
export async function pruneWheel(wheel: Wheel): Promise<void> {
  const keep = /\.so(\.|$)|\.dylib$|^THIRD_PARTY/
  const names = await readdir(wheel.folder).catch(() => [])
  const surplus = names.filter((name) => !keep.test(name)).map((name) => path.join(wheel.folder, name))
  for (const entry of [...surplus, path.join(path.dirname(wheel.folder), 'bin')]) {
    await rm(entry, { recursive: true, force: true }).catch(() => {})
  }
}
