import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { inRoot, root } from './paths.mjs'

/**
 * A digest of paths, sizes and times of change: some 10 ms for this repository, and it changes with every edit.
 *
 * @param {readonly string[]} entries files and folders, relative to the root; missing ones count as missing
 */
export function fingerprint(entries) {
  const hash = createHash('sha256')
  for (const entry of entries) add(hash, inRoot(entry))
  return hash.digest('hex').slice(0, 24)
}

function add(hash, file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  const name = path.relative(root, file)
  if (!stat) hash.update(`${name} -\n`)
  else if (stat.isDirectory()) {
    for (const entry of readdirSync(file).sort()) add(hash, path.join(file, entry))
  } else hash.update(`${name} ${stat.size} ${stat.mtimeMs}\n`)
}

/** A digest of a file's content: for what must not depend on times, such as the lock file. */
export const contentOf = (file) =>
  createHash('sha256')
    .update(readFileSync(inRoot(file)))
    .digest('hex')
    .slice(0, 24)
