import * as fs from 'node:fs/promises'
import { AppError } from '#shared/errors/app-error'
import type { NativeFlavour } from '#shared/schemas/native'
import { needBytes, needText } from './pip'

/** Free bytes for this user where the folder lies; null when this Node cannot say (before 18.15). */
export async function freeBytes(folder: string): Promise<number | null> {
  if (typeof fs.statfs !== 'function') return null
  const { bavail, bsize } = await fs.statfs(folder)
  return bavail * bsize
}

/** @throws AppError 'native-disk-full', before anything is downloaded */
export async function requireSpace(folder: string, flavour: NativeFlavour): Promise<void> {
  const free = await freeBytes(folder)
  if (free !== null && free < needBytes[flavour]) {
    throw new AppError('native-disk-full', { need: needText(flavour), folder })
  }
}
