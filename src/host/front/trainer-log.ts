import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const largest = 2 ** 20 // bytes; one older file is kept

/** Writes what the trainer says on stderr to logs/trainer.log. A log that cannot be written is no reason to stop. */
export function trainerLog(dataDir: string): (line: string) => void {
  const file = path.join(dataDir, 'logs', 'trainer.log')
  return (line) => {
    try {
      mkdirSync(path.dirname(file), { recursive: true })
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (size > largest) renameSync(file, `${file}.old`)
      appendFileSync(file, `${new Date().toISOString()} ${line}\n`)
    } catch {
      // nothing depends on it
    }
  }
}
