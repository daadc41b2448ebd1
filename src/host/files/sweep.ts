import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { processLives } from './process-lives'

const day = 24 * 60 * 60 * 1000

/**
 * Removes what interrupted writes left behind (`*.<pid>.<n>.tmp`) in one folder, unless the process that writes it still
 * lives. Returns how many; never throws.
 */
export async function sweepTemporary(folder: string): Promise<number> {
  let removed = 0
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /\.(\d+)\.\d+\.tmp$/.exec(name)?.[1]
    if (pid === undefined) continue
    const file = path.join(folder, name)
    const age = await stat(file).then(
      (found) => Date.now() - found.mtimeMs,
      () => 0
    )
    const writing = Number(pid) !== process.pid && processLives(Number(pid)) && age < day
    if (!writing)
      await rm(file, { force: true }).then(
        () => removed++,
        () => {}
      )
  }
  return removed
}
