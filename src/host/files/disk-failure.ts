import * as fsp from 'node:fs/promises'
import path from 'node:path'
import { AppError, toAppError } from '#shared/errors/app-error'

/** The operating system's code of an error: 'ENOSPC', or '' for anything else. */
export function systemCode(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null ? (thrown as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : ''
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e6 ? 2 : 0)

/** Bytes free for us where `file` lies, or undefined where the system does not say (Node before 18.15). */
async function freeBytes(file: string): Promise<number | undefined> {
  const statfs = (fsp as Partial<typeof fsp>).statfs
  try {
    const found = await statfs?.(path.dirname(file))
    return found && found.bavail * found.bsize
  } catch {
    return undefined
  }
}

/**
 * What a failed write to `file` means to a person: disk full, folder gone or not ours to write, or the system's own
 * word for it. `needed` is in bytes.
 */
export async function writeFailure(thrown: unknown, file: string, needed: number): Promise<AppError> {
  if (thrown instanceof AppError) return thrown
  const folder = path.dirname(file)
  const code = systemCode(thrown)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG': {
      const free = await freeBytes(file)
      const params = { needed: megabytes(needed), free: free === undefined ? '?' : megabytes(free), folder }
      return new AppError('disk-full', params, String(thrown))
    }
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('folder-read-only', { folder }, String(thrown))
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
      return new AppError('folder-gone', { folder }, String(thrown))
    case '':
      return toAppError(thrown)
    default:
      return new AppError('write-failed', { file: path.basename(file), code }, String(thrown))
  }
}
