import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { nativeManifestName, nativeManifestSchema, type NativeManifest } from '#shared/schemas/native'

/** A native runtime on disk, whole: its manifest is there and the binding that it names. */
export interface NativeRuntime {
  readonly manifestPath: string
  readonly bindingPath: string
  readonly manifest: NativeManifest
}

/**
 * The runtime in this folder.
 *
 * @throws AppError 'native-not-set-up', 'native-bad-manifest' or 'native-file-missing'
 */
export async function readRuntime(nativeDir: string): Promise<NativeRuntime> {
  const manifestPath = path.join(nativeDir, nativeManifestName)
  if (!existsSync(manifestPath)) throw new AppError('native-not-set-up')
  let manifest: NativeManifest
  try {
    manifest = nativeManifestSchema.parse(JSON.parse(await readFile(manifestPath, 'utf8')))
  } catch (thrown) {
    throw new AppError('native-bad-manifest', { file: manifestPath }, String(thrown))
  }
  const bindingPath = path.resolve(nativeDir, manifest.binding)
  if (!existsSync(bindingPath)) throw new AppError('native-file-missing', { file: bindingPath })
  return { manifestPath, bindingPath, manifest }
}

/** Writes the manifest beside its runtime, at once or not at all. */
export async function writeManifest(nativeDir: string, manifest: NativeManifest): Promise<NativeRuntime> {
  const manifestPath = path.join(nativeDir, nativeManifestName)
  const temporary = `${manifestPath}.${process.pid}.tmp`
  try {
    await writeFile(temporary, `${JSON.stringify(manifest, null, 2)}\n`)
    await rename(temporary, manifestPath)
  } catch (thrown) {
    await rm(temporary, { force: true })
    throw thrown
  }
  return { manifestPath, bindingPath: path.resolve(nativeDir, manifest.binding), manifest }
}
