import { createBirpc } from 'birpc'
import { Complaints, type Log } from './complaints'
import type { Endpoint } from './endpoint'
import { badMessage, failed, firstIssue, requestSchema, type Outcome } from './envelope'
import { objection, requestLimits, type Limits } from './measure'
import type { Call, Contract, Emitter, Service } from './terms'
import type { z } from '../zod'

export interface ServeOptions {
  readonly log?: Log
  readonly limits?: Limits
  /** Calls answered at the same time; further ones are refused. */
  readonly inFlight?: number
  /** Called once, at the hundredth message that was refused: a server closes the socket with 1008. */
  readonly onAbuse?: () => void
  /** Parse our own outputs and events too: for tests. */
  readonly checkOutputs?: boolean
}

export interface Served<C extends Contract> {
  readonly emit: Emitter<C>
  /** Messages refused so far. */
  readonly refused: number
  close(): void
}

type Handler = (...input: unknown[]) => Promise<Outcome>
type Run = (input: unknown) => unknown

/**
 * Answers the calls of a contract on one endpoint. Nothing that a message holds is run or read before its envelope and
 * its input have been parsed; what the service throws goes back as a coded failure. Never throws and never rejects.
 */
export function serve<C extends Contract>(
  contract: C,
  endpoint: Endpoint,
  service: Service<C>,
  options: ServeOptions = {}
): Served<C> {
  const complaints = new Complaints(options.log, 100, options.onAbuse)
  const limits = options.limits ?? requestLimits
  const handlers = new Map<string, Handler>()
  const inFlight = new Set<string>()
  const emit: Record<string, Record<string, (payload: unknown) => void>> = Object.create(null) as never

  const answer = (name: string, term: Call, run: Run): Handler => {
    return async (...input) => {
      const parsed = term.input.safeParse(input[0])
      if (!parsed.success) {
        const what = `${name}: ${firstIssue(parsed.error)}`
        complaints.add(what)
        return failed(badMessage(what))
      }
      try {
        const value = await run(parsed.data)
        if (options.checkOutputs) term.output.parse(value)
        return value === undefined ? { ok: true } : { ok: true, value }
      } catch (thrown) {
        return failed(thrown)
      }
    }
  }

  const post = (message: unknown): void => {
    const reply = message as { t?: unknown; i?: string; r?: unknown }
    if (reply.t === 's' && reply.i) inFlight.delete(reply.i)
    try {
      endpoint.post(message)
    } catch (thrown) {
      options.log?.(`Cannot post: ${String(thrown)}`)
      if (reply.t !== 's') return
      try {
        endpoint.post({ t: 's', i: reply.i, r: failed(thrown) }) // the value could not be cloned; its failure can
      } catch {
        // The wire is closed; the far side knows.
      }
    }
  }

  /** The message as birpc may see it, or the reason why not. */
  const admit = (message: unknown): z.infer<typeof requestSchema> | string => {
    const reason = objection(message, limits)
    if (reason) return reason
    const envelope = requestSchema.safeParse(message)
    if (!envelope.success) return 'not a call'
    const { i, m } = envelope.data
    if (!handlers.has(m)) return 'no such call'
    if (inFlight.has(i)) return 'this call is running already'
    if (inFlight.size >= (options.inFlight ?? 2000)) return 'too many calls at once'
    inFlight.add(i)
    return envelope.data
  }

  const receive = (message: unknown, run: (admitted: unknown) => unknown): void => {
    try {
      const admitted = admit(message)
      if (typeof admitted !== 'string') {
        Promise.resolve(run(admitted)).catch((thrown: unknown) => complaints.add(String(thrown)))
        return
      }
      complaints.add(admitted)
      refuse(message, admitted)
    } catch (thrown) {
      complaints.add(String(thrown)) // a getter that throws, on a wire that does not clone
    }
  }

  /** Tells the caller, if the message at least says who asks. */
  const refuse = (message: unknown, what: string): void => {
    const i = typeof message === 'object' && message !== null ? (message as { i?: unknown }).i : undefined
    if (typeof i !== 'string' || i.length === 0 || i.length > 64 || inFlight.has(i)) return
    endpoint.post({ t: 's', i, r: failed(badMessage(what)) })
  }

  let unlisten = (): void => {}
  const rpc = createBirpc<Record<string, (payload: unknown) => void>, object, false>(
    Object.create(null) as object,
    {
      proxify: false,
      timeout: -1,
      post,
      on: (listener) => {
        unlisten = endpoint.listen((message) => receive(message, listener))
      },
      off: () => unlisten(),
      resolver: (name) => handlers.get(name),
      onGeneralError: () => true,
      onFunctionError: () => {}
    }
  )

  for (const [group, terms] of Object.entries(contract)) {
    const emitters: Record<string, (payload: unknown) => void> = Object.create(null) as never
    emit[group] = emitters
    for (const [term, entry] of Object.entries(terms)) {
      const name = `${group}.${term}`
      if (entry.kind === 'event') {
        emitters[term] = (payload) => {
          if (options.checkOutputs) entry.payload.parse(payload)
          const list = payload === undefined ? [] : [payload]
          rpc.$callEvent(name, ...(list as [unknown])).catch(() => {})
        }
      } else {
        const owner = service[group] as Record<string, Run> | undefined
        const run = owner?.[term]
        if (!run) throw new TypeError(`The service lacks ${name}`)
        handlers.set(
          name,
          answer(name, entry, (input) => run.call(owner, input))
        )
      }
    }
  }

  return {
    emit: emit as Emitter<C>,
    get refused() {
      return complaints.count
    },
    close: () => {
      rpc.$close()
      unlisten()
    }
  }
}
