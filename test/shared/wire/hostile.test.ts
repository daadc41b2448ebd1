import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#shared/contract'
import { trainerContract } from '#shared/trainer-contract'
import { connect } from '#shared/wire/connect'
import { endpointPair, type Endpoint } from '#shared/wire/endpoint'
import { requestLimits, trainerLimits } from '#shared/wire/measure'
import { serve } from '#shared/wire/serve'
import type { Contract, Service } from '#shared/wire/terms'
import { live, message, worst } from './hostile'

const count = 5000 // of each wire and contract: 20,000 in all

const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)
beforeAll(() => {
  process.on('unhandledRejection', note)
  process.on('uncaughtException', note)
})
afterAll(() => {
  process.off('unhandledRejection', note)
  process.off('uncaughtException', note)
})

/** A service that does nothing but remember what it was asked to do. */
function spies<C extends Contract>(
  terms: C
): { service: Service<C>; seen: { name: string; input: unknown }[] } {
  const seen: { name: string; input: unknown }[] = []
  const service: Record<string, Record<string, unknown>> = {}
  for (const [group, entries] of Object.entries(terms)) {
    service[group] = {}
    for (const name of Object.keys(entries)) {
      service[group]![name] = (input: unknown) => void seen.push({ name: `${group}.${name}`, input })
    }
  }
  return { service: service as Service<C>, seen }
}

/** A wire whose far side sends whatever it likes. */
function wire(kind: 'clone' | 'JSON' | 'none'): {
  endpoint: Endpoint
  send: (raw: unknown) => boolean
  posted: unknown[]
} {
  const listeners = new Set<(raw: unknown) => void>()
  const posted: unknown[] = []
  const arrive = {
    clone: structuredClone,
    JSON: (raw: unknown) => JSON.parse(JSON.stringify(raw)) as unknown,
    none: (raw: unknown) => raw
  }
  return {
    endpoint: {
      post: (raw) => void posted.push(arrive[kind](raw)),
      listen: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      close: () => listeners.clear()
    },
    send: (raw) => {
      let copy: unknown
      try {
        copy = arrive[kind](raw)
      } catch {
        return false // this wire cannot carry it at all
      }
      for (const listener of listeners) listener(copy)
      return true
    },
    posted
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
const calls = (terms: Contract): [string, { input: { safeParse(input: unknown): { success: boolean } } }][] =>
  Object.entries(terms).flatMap(([group, entries]) =>
    Object.entries(entries).flatMap(([name, entry]) =>
      entry.kind === 'call' ? [[`${group}.${name}`, entry] as never] : []
    )
  )

const contracts = [
  ['the host', contract, requestLimits],
  ['the trainer', trainerContract, trainerLimits]
] as const

describe.each(contracts)('hostile messages to %s', (_, terms: Contract, limits) => {
  const schemas = new Map(calls(terms))

  it.each(['clone', 'JSON', 'none'] as const)('over a %s wire change nothing', async (kind) => {
    const { endpoint, send, posted } = wire(kind)
    const { service, seen } = spies(terms)
    let abuse = 0
    const served = serve(terms, endpoint, service, { limits, onAbuse: () => abuse++ })
    const generated = fc.sample(message([...schemas.keys()]), {
      numRuns: kind === 'none' ? 500 : count,
      seed: 4
    })
    const all = [...worst(), ...(kind === 'none' ? live() : []), ...generated]
    const start = performance.now()
    const sent = all.filter((raw) => send(raw)).length
    await settle()
    expect(performance.now() - start).toBeLessThan(30_000)
    expect(unhandled).toEqual([])
    // What got through is what the contract allows, and nothing else.
    for (const { name, input } of seen) expect(schemas.get(name)?.input.safeParse(input).success).toBe(true)
    expect(seen.length + served.refused).toBe(sent)
    expect(served.refused).toBeGreaterThan(count / (kind === 'none' ? 20 : 2))
    expect(abuse).toBe(1)
    for (const answer of posted) expect(answer).toMatchObject({ t: 's' })
    const refusals = posted.filter((answer) => (answer as { r: { ok: boolean } }).r.ok === false)
    for (const { r } of refusals as { r: { failure: { code: string; detail?: string } } }[]) {
      expect(r.failure).toMatchObject({ code: 'bad-message' })
      expect(r.failure.detail).toBeUndefined()
    }
    // And the wire still works.
    const before = seen.length
    send({ t: 'q', i: 'fair', m: terms === contract ? 'app.info' : 'training.pause', a: [] })
    await settle()
    expect(seen.length).toBe(before + 1)
    served.close()
  })
})

describe('a flood', () => {
  it('of 1,000 fair calls in one tick is answered, each once', async () => {
    const { endpoint, send, posted } = wire('JSON')
    const { service, seen } = spies(contract)
    serve(contract, endpoint, service)
    for (let i = 0; i < 1000; i++) send({ t: 'q', i: `${i}`, m: 'app.info', a: [] })
    await settle()
    expect(new Set(posted.map((answer) => (answer as { i: string }).i)).size).toBe(1000)
    expect(seen.length).toBe(1000)
  })

  it('under one id, or above the limit of calls at once, is refused', async () => {
    const { endpoint, send, posted } = wire('JSON')
    const { service } = spies(contract)
    let run = 0
    const slow = { ...service, app: { ...service.app, info: () => new Promise<never>(() => void run++) } }
    const served = serve(contract, endpoint, slow, { inFlight: 10 })
    for (let i = 0; i < 50; i++) send({ t: 'q', i: 'same', m: 'app.info', a: [] })
    for (let i = 0; i < 50; i++) send({ t: 'q', i: `${i}`, m: 'app.info', a: [] })
    await settle()
    expect([run, served.refused, posted.length]).toEqual([10, 90, 41]) // nobody answers for an id that is running
  })

  it('of bad messages is logged once a second', () => {
    const { endpoint, send } = wire('JSON')
    const lines: string[] = []
    serve(contract, endpoint, spies(contract).service, { log: (line) => lines.push(line) })
    for (let i = 0; i < 1000; i++) send(null)
    expect(lines.length).toBeLessThan(4)
  })
})

describe('hostile answers and events', () => {
  it('reach no listener, settle no call but their own, and reject nothing unseen', async () => {
    const { endpoint, send, posted } = wire('clone')
    const client = connect(contract, endpoint)
    const heard: unknown[] = []
    client.on.training.changed((state) => heard.push(state))
    client.on.app.menu((command) => heard.push(command))
    const waiting = client.call.app.info()
    const { i } = posted[0] as { i: string }
    const names = ['training.changed', 'app.menu', 'app.info']
    for (const raw of [...worst(), ...fc.sample(message(names), { numRuns: count, seed: 5 })]) send(raw)
    await settle()
    expect(heard).toEqual([])
    expect(unhandled).toEqual([])
    send({ t: 's', i, r: { ok: true, value: { version: 7 } } })
    await expect(waiting).rejects.toMatchObject({ code: 'bad-message' })
    const again = client.call.app.info()
    const second = posted[posted.length - 1] as { i: string }
    send({ t: 's', i: second.i, r: { ok: 'maybe' } })
    await expect(again).rejects.toMatchObject({ code: 'bad-message' })
    send({ t: 'q', m: 'app.menu', a: ['settings'] })
    expect(heard).toEqual(['settings'])
  })

  it('cannot go over the pair that tests use either', async () => {
    const [near, far] = endpointPair()
    connect(contract, near)
    far.post(null)
    await settle()
    expect(unhandled).toEqual([])
  })
})
