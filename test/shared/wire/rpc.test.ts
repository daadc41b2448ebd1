import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { connect } from '#shared/wire/connect'
import { endpointPair, type Endpoint } from '#shared/wire/endpoint'
import { serve } from '#shared/wire/serve'
import { call, event, type Service } from '#shared/wire/terms'
import { z } from '#shared/zod'

const contract = {
  sums: {
    add: call(z.strictObject({ a: z.number(), b: z.number() }), z.number()),
    nothing: call(z.undefined(), z.undefined()),
    bytes: call(z.instanceof(Uint8Array), z.instanceof(Uint8Array)),
    optional: call(
      z.strictObject({ x: z.number().optional() }),
      z.strictObject({ x: z.number().optional() })
    ),
    fail: call(z.undefined(), z.undefined()),
    wrong: call(z.undefined(), z.number()),
    slow: call(z.undefined(), z.undefined()),
    ticked: event(z.int())
  }
} as const

const service: Service<typeof contract> = {
  sums: {
    add: ({ a, b }) => a + b,
    nothing: () => undefined,
    bytes: (bytes) => bytes.map((byte) => byte + 1),
    optional: (input) => input,
    fail: () => {
      throw new AppError('data-no-rows', { file: 'x.csv', rows: 0 })
    },
    wrong: () => 'text' as never,
    slow: () => new Promise(() => {})
  }
}

/** A wire that turns everything into text, as a WebSocket does. */
const jsonPair = (): [Endpoint, Endpoint] => {
  const text = (end: Endpoint): Endpoint => ({
    post: (message) => end.post(JSON.stringify(message)),
    listen: (listener) => end.listen((message) => listener(JSON.parse(String(message)))),
    close: () => end.close()
  })
  const [a, b] = endpointPair()
  return [text(a), text(b)]
}

const wires = [
  ['structured clone', endpointPair],
  ['JSON', jsonPair]
] as const

describe.each(wires)('a contract over %s', (name, pair) => {
  const both = () => {
    const [near, far] = pair()
    return { served: serve(contract, far, service), client: connect(contract, near), near, far }
  }

  it('answers calls, with and without values', async () => {
    const { client } = both()
    expect(await client.call.sums.add({ a: 1, b: 2 })).toBe(3)
    expect(await client.call.sums.nothing()).toBeUndefined()
    expect(await client.call.sums.optional({ x: undefined })).toEqual({})
    if (name !== 'JSON')
      expect(await client.call.sums.bytes(new Uint8Array([1, 2]))).toEqual(new Uint8Array([2, 3]))
  })

  it('brings failures over with their code and values', async () => {
    const { client } = both()
    const thrown = await client.call.sums.fail().catch((e: unknown) => e)
    expect(thrown).toBeInstanceOf(AppError)
    expect(thrown).toMatchObject({ code: 'data-no-rows', params: { file: 'x.csv', rows: 0 } })
  })

  it('refuses an input that does not fit, before the service sees it', async () => {
    const { client, served } = both()
    await expect(client.call.sums.add({ a: '1', b: 2 } as never)).rejects.toMatchObject({
      code: 'bad-message'
    })
    expect(served.refused).toBe(1)
  })

  it('refuses an answer that does not fit', async () => {
    await expect(both().client.call.sums.wrong()).rejects.toMatchObject({ code: 'bad-message' })
  })

  it('reports events to every listener until it unsubscribes', async () => {
    const { client, served } = both()
    const first = vi.fn()
    const second = vi.fn(() => {
      throw new Error('a listener of the view fails')
    })
    client.on.sums.ticked(second)
    const off = client.on.sums.ticked(first)
    served.emit.sums.ticked(1)
    await new Promise((resolve) => setTimeout(resolve))
    off()
    served.emit.sums.ticked(2)
    served.emit.sums.ticked('3' as never)
    await new Promise((resolve) => setTimeout(resolve))
    expect(first.mock.calls).toEqual([[1]])
    expect(second.mock.calls).toEqual([[1], [2]])
  })

  it('rejects what waits when the connection closes, and every later call', async () => {
    const { client } = both()
    const waiting = client.call.sums.slow()
    client.close()
    await expect(waiting).rejects.toMatchObject({ code: 'connection-lost' })
    await expect(client.call.sums.nothing()).rejects.toMatchObject({ code: 'connection-lost' })
  })

  it('gives up after the timeout where one is set', async () => {
    const [near, far] = pair()
    serve(contract, far, service)
    const client = connect(contract, near, { timeout: 20 })
    await expect(client.call.sums.slow()).rejects.toMatchObject({ code: 'connection-lost' })
  })
})

describe('serve', () => {
  it('throws at once when the service lacks a call', () => {
    const [, far] = endpointPair()
    expect(() => serve(contract, far, { sums: {} } as never)).toThrow('sums.add')
  })

  it('answers with a failure when its value cannot be cloned', async () => {
    const [near, far] = endpointPair()
    serve(contract, far, { sums: { ...service.sums, nothing: () => (() => {}) as never } })
    await expect(connect(contract, near).call.sums.nothing()).rejects.toMatchObject({ code: 'unexpected' })
  })

  it('checks its own outputs when asked to', async () => {
    const [near, far] = endpointPair()
    serve(contract, far, service, { checkOutputs: true })
    await expect(connect(contract, near).call.sums.wrong()).rejects.toMatchObject({ code: 'unexpected' })
  })
})
