import { utilityProcess } from 'electron'
import type { TrainerProcess } from '#host/terms'

// [Note: training beside main] TensorFlow's ops are synchronous: in the main process every batch would freeze the window.
// So the trainer is a process of its own, and main only relays.

/** A trainer as Electron's utility process. `environment`: all of its variables. */
export function startTrainer(
  file: string,
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void
): TrainerProcess {
  const child = utilityProcess.fork(file, [], {
    serviceName: 'Unroll trainer',
    env: { ...environment },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let line = ''
  child.stderr?.setEncoding?.('utf8')
  child.stderr?.on('data', (chunk: string) => {
    const lines = (line + chunk).split('\n')
    line = (lines.pop() ?? '').slice(-4000)
    lines.forEach(onLine)
  })
  let ended = false
  child.once('exit', () => (ended = true))
  return {
    endpoint: {
      post: (message) => {
        if (!ended) child.postMessage(message)
      },
      listen: (listener) => {
        child.on('message', listener)
        return () => void child.off('message', listener)
      },
      close: () => {}
    },
    get pid() {
      return child.pid
    },
    onExit: (listener) => void child.once('exit', (code) => listener({ code, signal: null })),
    kill: (signal) => {
      if (ended) return
      // Electron's own kill only asks.
      if (signal === 'SIGKILL' && child.pid !== undefined) kill(child.pid)
      else child.kill()
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}
