import { readFile } from 'node:fs/promises'
import { disk as realDisk, type Disk } from './disk'
import { systemCode, writeFailure } from './disk-failure'
import { writeAll } from './save-atomic'

/** Whole lines of a file; what follows the last line end is a torn write and does not count. No file: no lines. */
export async function readLines(file: string): Promise<string[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return []
    throw thrown
  }
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1)
}

/**
 * Appends lines to a file: all of them or none. A line that cannot be written is taken back, so the file always ends on
 * a whole line. Throws as saveAtomic does.
 */
export async function appendLines(
  file: string,
  lines: readonly string[],
  disk: Disk = realDisk
): Promise<void> {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  try {
    const open = await disk.open(file, 'a')
    try {
      const { size } = await open.stat()
      try {
        await writeAll(open, bytes)
        await open.sync()
      } catch (thrown) {
        await open.truncate(size)
        throw thrown
      }
    } finally {
      await open.close()
    }
  } catch (thrown) {
    throw await writeFailure(thrown, file, bytes.byteLength)
  }
}
