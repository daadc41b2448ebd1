import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { contract } from '../../src/shared/contract'
import { defaultSettings } from '../../src/shared/schemas/app'
import { connect } from '../../src/shared/wire/connect'
import { TestServer } from './harness'

let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await TestServer.start()
  cookie = await server.enter()
})
afterEach(() => server.stop())

const open = async (): Promise<WebSocket> => {
  const socket = await server.socket({ cookie, origin: server.origin })
  if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
  return socket
}

const closeCode = async (socket: WebSocket): Promise<number> => {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

describe('the wire', () => {
  it('answers our own page', async () => {
    const socket = await open()
    const { call, close } = connect(contract, {
      post: (message) => socket.send(JSON.stringify(message)),
      listen: (listener) => {
        const hear = (data: Buffer): void => listener(JSON.parse(data.toString()))
        socket.on('message', hear)
        return () => void socket.off('message', hear)
      },
      close: () => socket.close()
    })
    expect(await call.app.settings()).toEqual(defaultSettings)
    close()
    socket.close()
  })

  it('needs our own Origin', async () => {
    const { port } = server.server
    const wrong = [
      'http://evil.com',
      'null',
      `http://localhost:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}.evil.com`,
      `http://127.0.0.1:${port}@evil.com`
    ]
    for (const origin of wrong)
      expect([origin, await server.socket({ cookie, origin })]).toEqual([origin, 403])
    expect(await server.socket({ cookie })).toBe(403)
  })

  it('needs the cookie, the host and the path', async () => {
    const { origin } = server
    expect(await server.socket({ origin })).toBe(403)
    expect(await server.socket({ origin, cookie: `${cookie}x` })).toBe(403)
    expect(await server.socket({ origin: 'http://evil.com', cookie, host: 'evil.com' })).toBe(403)
    expect(await server.socket({ origin, cookie, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await server.socket({ origin, cookie }, '/other')).toBe(404)
    expect(server.server.sockets).toBe(0)
  })
})

describe('limits', () => {
  it('eight sockets at once', async () => {
    const sockets = await Promise.all(Array.from({ length: 8 }, open))
    expect(await server.socket({ cookie, origin: server.origin })).toBe(503)
    sockets[0]!.close()
    await once(sockets[0]!, 'close')
    await expect.poll(() => server.server.sockets).toBe(7)
    await open()
  })

  it('four MiB a message', async () => {
    const socket = await open()
    socket.send('x'.repeat(4 * 2 ** 20 + 1))
    expect(await closeCode(socket)).toBe(1009)
    expect((await server.ask({ headers: { Cookie: cookie } })).status).toBe(200)
  })

  it('a hundred messages a second', async () => {
    const socket = await open()
    const message = JSON.stringify({ t: 'q', i: 'x', m: 'app.settings', a: [] })
    for (let i = 0; i < 201; i++) socket.send(message)
    expect(await closeCode(socket)).toBe(1008)
    await open()
  })

  it('a hundred bad messages', async () => {
    const socket = await open()
    const bad = ['null', '[]', '"x"', '{', '{"t":"q","i":"1","m":"constructor","a":[]}']
    for (let i = 0; i < 100; i++) socket.send(bad[i % bad.length]!)
    expect(await closeCode(socket)).toBe(1008)
    expect(server.host.calls).toEqual([])
  })

  it('binary messages are refused', async () => {
    const socket = await open()
    socket.send(Buffer.from('{"t":"q","i":"1","m":"app.settings","a":[]}'))
    socket.send(JSON.stringify({ t: 'q', i: '2', m: 'app.settings', a: [] }))
    const [answer] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(answer.toString())).toMatchObject({ i: '2' })
    expect(server.host.calls).toEqual(['app.settings'])
  })
})
