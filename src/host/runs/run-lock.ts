import { open, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { z } from '#shared/zod'
import { systemCode, writeFailure } from '../files/disk-failure'
import { processLives, processStart } from '../files/process-lives'

const lockSchema = z.object({ pid: z.int().positive(), start: z.string().nullable(), host: z.string() })

/** Held while a run is written: one process at a time. */
export interface RunLock {
  release(): Promise<void>
}

const lockFile = (folder: string): string => path.join(folder, 'lock.json')

/** How long a lock counts that cannot be read (it is being written), or that another machine on a shared disk holds. */
const unreadable = 2000
const elsewhere = 24 * 60 * 60 * 1000

/** The process that holds a run's lock (0: not known yet), or null: nobody, or somebody who is gone. */
export async function lockHolder(folder: string): Promise<number | null> {
  const file = lockFile(folder)
  const found = await stat(file).catch(() => null)
  if (!found) return null
  const age = Date.now() - found.mtimeMs
  const lock = await readFile(file, 'utf8')
    .then((text) => lockSchema.parse(JSON.parse(text)))
    .catch(() => null)
  if (!lock) return age < unreadable ? 0 : null
  const { pid, start, host } = lock
  if (host !== os.hostname()) return age < elsewhere ? pid : null
  if (!processLives(pid)) return null
  const now = processStart(pid)
  if (start !== null && now !== null) return start === now ? pid : null
  return age > os.uptime() * 1000 ? null : pid // written before this machine started
}

/**
 * Takes the lock of a run folder; a lock whose holder is gone is taken over.
 * Throws AppError('run-in-use'), or as saveAtomic does.
 */
export async function lockRun(folder: string): Promise<RunLock> {
  const file = lockFile(folder)
  const text = JSON.stringify({ pid: process.pid, start: processStart(process.pid), host: os.hostname() })
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(text).finally(() => handle.close())
      return { release: () => release(file, text) }
    } catch (thrown) {
      if (systemCode(thrown) !== 'EEXIST') throw await writeFailure(thrown, file, text.length)
    }
    const pid = await lockHolder(folder)
    if (pid !== null) throw new AppError('run-in-use', { pid })
    await removeStale(folder)
  }
  throw new AppError('run-in-use', { pid: 0 })
}

/** Removes a stale lock. Takers do so one at a time, or the second would remove the lock that the first just took. */
async function removeStale(folder: string): Promise<void> {
  const turn = `${lockFile(folder)}.turn`
  try {
    await (await open(turn, 'wx')).close()
  } catch {
    const age = await stat(turn).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0
    )
    if (age > 2000) await rm(turn, { force: true }) // its taker died in these few lines
    await new Promise((resolve) => setTimeout(resolve, 10))
    return
  }
  try {
    if ((await lockHolder(folder)) === null) await rm(lockFile(folder), { force: true })
  } finally {
    await rm(turn, { force: true })
  }
}

async function release(file: string, text: string): Promise<void> {
  const ours = await readFile(file, 'utf8').then(
    (found) => found === text,
    () => false
  )
  if (ours) await rm(file, { force: true }).catch(() => {})
}
