import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import type { RunId } from '#shared/schemas/runs'

/** A new run's id, which is its folder's name: when it began (UTC), and four random bytes against two at once. */
export function newRunId(now: Date): RunId {
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
  return `names-${time}-${randomBytes(4).toString('hex')}`
}

/** The id of a run folder outside of the library: the same for the same path. */
export const folderRunId = (folder: string): RunId =>
  `folder-${createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16)}`
