import { readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError, toAppError } from '#shared/errors/app-error'
import type { NativeManifest } from '#shared/schemas/native'
import { readRuntime, writeManifest, type NativeRuntime } from './manifest'

// The native folder: `native.json`, the runtime folder that it names, probe-*.json, and folders `building-PID-…` of
// set-ups that are under way.

/** @throws AppError 'native-unsupported-windows' or 'native-unsupported' */
export function requireSupported(platform: string, arch: string): void {
  if (platform === 'win32') throw new AppError('native-unsupported-windows')
  const known = (platform === 'linux' || platform === 'darwin') && (arch === 'x64' || arch === 'arm64')
  if (!known) throw new AppError('native-unsupported', { system: `${platform} ${arch}` })
}

/** Puts a finished work folder in place and names it in the manifest: from then on it is the runtime. */
export async function installRuntime(
  work: string,
  nativeDir: string,
  manifest: NativeManifest
): Promise<NativeRuntime> {
  const before = await readRuntime(nativeDir).catch(() => null)
  const name = `tensorflow-${manifest.tensorflow}-${manifest.flavour}-${path.basename(work).split('-').at(-1) ?? ''}`
  await rename(work, path.join(nativeDir, name))
  const runtime = await writeManifest(nativeDir, { ...manifest, binding: `${name}/${manifest.binding}` })
  // A process that trains on a card may still load libraries of the old one; the next set-up removes that.
  if (before?.manifest.flavour === 'cpu') await clearOld(nativeDir)
  return runtime
}

/** Removes runtimes that the manifest does not name and what ended set-ups left. */
export async function clearOld(nativeDir: string): Promise<void> {
  const current = await readRuntime(nativeDir).catch(() => null)
  const keep = current?.manifest.binding.split('/')[0]
  for (const name of await readdir(nativeDir)) {
    const builder = /^building-(\d+)-/.exec(name)?.[1]
    const stale = builder ? !isAlive(Number(builder)) : name.startsWith('tensorflow-') && name !== keep
    if (stale) await rm(path.join(nativeDir, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A failure of the file system as a sentence. */
export function explainDisk(thrown: unknown, folder: string): AppError {
  const code = (thrown as NodeJS.ErrnoException | null)?.code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('native-disk-full', { need: '1 GB', folder }, String(thrown))
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    return new AppError('native-not-writable', { folder, what: String(code) }, String(thrown))
  }
  return toAppError(thrown)
}
