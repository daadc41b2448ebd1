import { readFileSync } from 'node:fs'

/** How often the system has killed a process for want of memory since it started; 0 where it does not say. */
export function outOfMemoryKills(): number {
  let kills = 0
  for (const file of ['/proc/vmstat', '/sys/fs/cgroup/memory.events']) {
    try {
      kills += Number(/^oom_kill (\d+)$/m.exec(readFileSync(file, 'latin1'))?.[1] ?? 0)
    } catch {
      // Not Linux, or not ours to read.
    }
  }
  return kills
}
