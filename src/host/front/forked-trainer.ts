import { fork, type ChildProcess } from 'node:child_process'
import type { Endpoint } from '#shared/wire/endpoint'
import type { TrainerProcess } from '../terms'

export interface ForkOptions {
  /** Every line that the trainer writes to stderr: TensorFlow speaks there. */
  readonly onLine?: (line: string) => void
}

const patience = 500 // ms from the exit to the end of the channel

/**
 * A trainer beside this process, by child_process.fork. Messages are cloned ('advanced'), so typed arrays arrive as
 * they are. The trainer sees the closed channel when this process dies.
 *
 * @param environment all of its variables: nothing of this process's own is added
 */
export function forkTrainer(
  file: string,
  environment: Readonly<Record<string, string>>,
  options: ForkOptions = {}
): TrainerProcess {
  const child = fork(file, [], {
    env: { ...environment },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  let line = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (line + chunk).split('\n')
    line = (lines.pop() ?? '').slice(-4000)
    for (const each of lines) options.onLine?.(each)
  })
  // A channel that breaks is told by 'exit'; without a listener Node would throw.
  child.on('error', () => {})
  const endpoint: Endpoint = {
    post: (message) => {
      if (child.connected) child.send(message as object, () => {})
    },
    listen: (listener) => {
      child.on('message', listener)
      return () => void child.off('message', listener)
    },
    close: () => {
      if (child.connected) child.disconnect()
    }
  }
  return {
    endpoint,
    pid: child.pid,
    onExit: (listener) => whenGone(child, listener),
    kill: (signal) => void child.kill(signal ?? 'SIGTERM')
  }
}

/** After the exit and after everything that the channel still held: the last message may be a checkpoint. */
function whenGone(child: ChildProcess, listener: Parameters<TrainerProcess['onExit']>[0]): void {
  let told = false
  const tell = (code: number | null, signal: string | null): void => {
    if (told) return
    told = true
    listener({ code, signal })
  }
  child.once('exit', (code, signal) => {
    if (!child.connected) return tell(code, signal)
    child.once('disconnect', () => tell(code, signal))
    setTimeout(() => tell(code, signal), patience).unref()
  })
  child.once('error', () => {
    if (child.pid === undefined) tell(null, null)
  })
}
