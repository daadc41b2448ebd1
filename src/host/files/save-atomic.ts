import path from 'node:path'
import { disk as realDisk, type Disk } from './disk'
import { systemCode, writeFailure } from './disk-failure'

// [Note: our own atomic write] The usual libraries call write once and ignore how much of it was written, so on a full
// disk they replace a good file by half of the new one, without an error. Here the new file is written to its end,
// forced to the disk and measured before it takes the old one's place.

let sequence = 0

export interface SaveOptions {
  readonly disk?: Disk
  /** Milliseconds to keep trying when another program (an antivirus on Windows) holds the file. */
  readonly patience?: number
}

/**
 * Puts `data` in the place of `file`, whole or not at all: after a crash or a failure the old file is there, or the new
 * one. Throws AppError 'disk-full', 'folder-read-only', 'folder-gone' or 'write-failed'.
 */
export async function saveAtomic(
  file: string,
  data: Uint8Array | string,
  options: SaveOptions = {}
): Promise<void> {
  const disk = options.disk ?? realDisk
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const temporary = `${file}.${process.pid}.${sequence++}.tmp`
  try {
    await writeWhole(disk, temporary, bytes)
    await renamePatiently(
      disk,
      temporary,
      file,
      options.patience ?? (process.platform === 'win32' ? 3000 : 0)
    )
    await syncFolder(disk, path.dirname(file))
  } catch (thrown) {
    await disk.rm(temporary, { force: true }).catch(() => {})
    throw await writeFailure(thrown, file, bytes.byteLength)
  }
}

async function writeWhole(disk: Disk, file: string, bytes: Uint8Array): Promise<void> {
  const open = await disk.open(file, 'wx')
  try {
    await writeAll(open, bytes)
    await open.sync()
  } finally {
    await open.close()
  }
  const { size } = await disk.stat(file)
  if (size !== bytes.byteLength) throw Object.assign(new Error('short write'), { code: 'ENOSPC' })
}

/** A disk may take less than it is given, without an error: write the rest until all is written. */
export async function writeAll(open: Awaited<ReturnType<Disk['open']>>, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) {
    const { bytesWritten } = await open.write(bytes, at, bytes.byteLength - at)
    if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' })
    at += bytesWritten
  }
}

async function renamePatiently(disk: Disk, from: string, to: string, patience: number): Promise<void> {
  for (let waited = 0, pause = 20; ; pause *= 2) {
    try {
      return await disk.rename(from, to)
    } catch (thrown) {
      const held = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(thrown))
      if (!held || waited >= patience) throw thrown
      await new Promise((resolve) => setTimeout(resolve, pause))
      waited += pause
    }
  }
}

/** The rename itself must survive a power loss. Not every file system can sync a folder: then the file is in place all the same. */
async function syncFolder(disk: Disk, folder: string): Promise<void> {
  if (process.platform === 'win32') return
  try {
    const open = await disk.open(folder, 'r')
    try {
      await open.sync()
    } finally {
      await open.close()
    }
  } catch (thrown) {
    if (systemCode(thrown) === 'EIO') throw thrown
  }
}
