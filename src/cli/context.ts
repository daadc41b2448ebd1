import type { Places } from '#host/front/places'
import { toAppError } from '#shared/errors/app-error'
import { exitCodes } from './exit-code'
import type { Output } from './output'
import { openSession, type Session } from './session'

export interface Context extends Session {
  readonly output: Output
  /** Aborted by the first Ctrl+C; the second leaves at once. */
  readonly interrupted: AbortSignal
}

/**
 * Runs a command in a session and ends the session whatever happens. The first Ctrl+C (or SIGTERM) checkpoints what runs;
 * the second leaves at once.
 *
 * @returns the exit code
 */
export async function inSession(
  places: Places,
  output: Output,
  command: (context: Context) => Promise<number | void>
): Promise<number> {
  const stop = new AbortController()
  let session: Session | undefined
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted)
    stop.abort()
    output.clear()
  }
  // Whoever read our output has left (`| head -1`): the same as Ctrl+C, once.
  const unread = (): void => stop.abort()
  process.stdout.on('error', unread)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, interrupt)
  const interrupted = new Promise<typeof exitCodes.interrupted>((resolve) =>
    stop.signal.addEventListener('abort', () => resolve(exitCodes.interrupted), { once: true })
  )
  try {
    session = await openSession(places)
    const work = command({ ...session, host: session.host, output, interrupted: stop.signal })
    work.catch(() => {}) // after an interrupt nobody waits for it any more
    return (await Promise.race([work, interrupted])) ?? exitCodes.ok
  } catch (thrown) {
    return stop.signal.aborted ? exitCodes.interrupted : output.fail(toAppError(thrown))
  } finally {
    await session?.close().catch((thrown: unknown) => output.fail(thrown))
    for (const signal of signals) process.off(signal, interrupt)
  }
}
