import { readdirSync, readFileSync } from 'node:fs'

// Linux: what the kernel knows about the processes of a test.

/** Processes that were started with this data folder in their environment, or by one of these. */
function processesOf(dataDir: string): { pid: number; parent: number; command: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (state === 'Z') return []
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replace(/\0/g, ' ')
        const own = readFileSync(`/proc/${name}/environ`, 'utf8').includes(dataDir)
        return [{ pid: Number(name), parent: Number(parent), command, own }]
      } catch {
        return []
      }
    })
  const pids = new Set(all.filter(({ own }) => own).map(({ pid }) => pid))
  for (let before = -1; before !== pids.size;) {
    before = pids.size
    for (const { pid, parent } of all) if (pids.has(parent)) pids.add(pid)
  }
  return all.filter(({ pid }) => pids.has(pid))
}

/** The trainer: a forked Node, or Electron's utility process for Node. */
export function trainerOf(dataDir: string): number | undefined {
  const isTrainer = (command: string): boolean => /main\/trainer\.js|node\.mojom\.NodeService/.test(command)
  return processesOf(dataDir).find(({ command }) => isTrainer(command))?.pid
}

export const livingOf = (dataDir: string): number[] => processesOf(dataDir).map(({ pid }) => pid)
