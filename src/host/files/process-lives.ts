import { readFileSync } from 'node:fs'

/** Whether a process with this number lives, ours or somebody else's. */
export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a process started, in the system's own unit, so that a number that was given out again is told from its former
 * bearer; null where the system does not say (only Linux does without a helper).
 */
export function processStart(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything; field 22 is the 20th after it.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
