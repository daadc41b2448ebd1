import { createBirpc } from 'birpc'
import { AppError, toAppError } from '../errors/app-error'
import { Complaints, type Log } from './complaints'
import type { Endpoint } from './endpoint'
import { badMessage, eventSchema, failed, firstIssue, outcomeSchema, replySchema, thrownBy } from './envelope'
import { objection, viewLimits, type Limits } from './measure'
import type { Call, Client, Contract, Listeners } from './terms'

export interface ConnectOptions {
  /** Milliseconds to wait for an answer; without it a call may take as long as it takes. */
  readonly timeout?: number
  readonly log?: Log
  readonly limits?: Limits
}

export interface Connected<C extends Contract> {
  readonly call: Client<C>
  readonly on: Listeners<C>
  /** Ends the connection: calls that wait are rejected with 'connection-lost'. */
  close(): void
}

type Listener = (payload: unknown) => void

/**
 * The calling side of a contract. Answers and events are parsed before anybody sees them; what the far side threw
 * arrives as the same AppError; a wire that is closed or silent rejects with 'connection-lost'.
 */
export function connect<C extends Contract>(
  contract: C,
  endpoint: Endpoint,
  options: ConnectOptions = {}
): Connected<C> {
  const complaints = new Complaints(options.log)
  const limits = options.limits ?? viewLimits
  const receivers = new Map<string, (payload: unknown) => void>()
  const call: Record<string, Record<string, (input?: unknown) => Promise<unknown>>> = Object.create(
    null
  ) as never
  const on: Record<string, Record<string, (listener: Listener) => () => void>> = Object.create(null) as never

  /** The message as birpc may see it; events are delivered here. */
  const admit = (message: unknown): unknown => {
    try {
      const reason = objection(message, limits)
      if (reason) return void complaints.add(reason)
      const reply = replySchema.safeParse(message)
      if (reply.success) {
        const outcome = outcomeSchema.safeParse(reply.data.r)
        return outcome.success
          ? { t: 's', i: reply.data.i, r: outcome.data }
          : { t: 's', i: reply.data.i, r: failed(badMessage('an answer that is none')) }
      }
      const report = eventSchema.safeParse(message)
      const receive = report.success ? receivers.get(report.data.m) : undefined
      if (!report.success || !receive) return void complaints.add('neither an answer nor an event')
      receive(report.data.a[0])
    } catch (thrown) {
      complaints.add(String(thrown))
    }
    return undefined
  }

  let unlisten = (): void => {}
  const rpc = createBirpc<Record<string, (input?: unknown) => unknown>, object, false>(
    Object.create(null) as object,
    {
      proxify: false,
      timeout: options.timeout ?? -1,
      post: (message: unknown) => endpoint.post(message),
      on: (listener) => {
        unlisten = endpoint.listen((message) => {
          const admitted = admit(message)
          if (admitted === undefined) return
          Promise.resolve(listener(admitted)).catch((thrown: unknown) => complaints.add(String(thrown)))
        })
      },
      off: () => unlisten()
    }
  )

  const ask = async (name: string, entry: Call, input: unknown): Promise<unknown> => {
    const list = input === undefined ? [] : [input]
    const answered: unknown = await rpc.$call(name, ...(list as [unknown])).catch((thrown: unknown) => {
      // What cannot be cloned or written as JSON is our mistake; anything else means that the wire is gone.
      const ours = thrown instanceof TypeError || (thrown as Error | null)?.name === 'DataCloneError'
      throw ours ? toAppError(thrown) : new AppError('connection-lost', {}, String(thrown))
    })
    const outcome = outcomeSchema.parse(answered)
    if (!outcome.ok) throw thrownBy(outcome.failure)
    const output = entry.output.safeParse(outcome.value)
    if (!output.success) throw badMessage(`${name} answered ${firstIssue(output.error)}`)
    return output.data
  }

  for (const [group, terms] of Object.entries(contract)) {
    const calls: (typeof call)[string] = Object.create(null) as never
    const listens: (typeof on)[string] = Object.create(null) as never
    call[group] = calls
    on[group] = listens
    for (const [term, entry] of Object.entries(terms)) {
      const name = `${group}.${term}`
      if (entry.kind === 'call') {
        calls[term] = (input) => ask(name, entry, input)
        continue
      }
      const listeners = new Set<Listener>()
      listens[term] = (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      }
      receivers.set(name, (payload) => {
        const parsed = entry.payload.safeParse(payload)
        if (!parsed.success) return complaints.add(`${name}: ${firstIssue(parsed.error)}`)
        for (const listener of [...listeners]) {
          try {
            listener(parsed.data)
          } catch (thrown) {
            complaints.add(`${name}: a listener failed: ${String(thrown)}`)
          }
        }
      })
    }
  }

  return {
    call: call as unknown as Client<C>,
    on: on as unknown as Listeners<C>,
    close: () => {
      rpc.$close()
      unlisten()
    }
  }
}
