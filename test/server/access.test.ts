import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import os from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestServer } from './harness'

let server: TestServer
beforeEach(async () => void (server = await TestServer.start()))
afterEach(() => server.stop())

describe('where it listens', () => {
  const lan = Object.values(os.networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((each) => !each.internal && each.family === 'IPv4')?.address

  it.skipIf(process.platform !== 'linux')('on the loopback only', () => {
    const table = execFileSync('cat', ['/proc/net/tcp', '/proc/net/tcp6'], { encoding: 'utf8' })
    const port = server.server.port.toString(16).toUpperCase().padStart(4, '0')
    const listening = table
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`))
      .map(([, local]) => local!.split(':')[0])
    expect(listening).toContain('0100007F')
    for (const address of listening)
      expect(['0100007F', '00000000000000000000000001000000']).toContain(address)
  })

  it.skipIf(!lan)('not on the address that others see', async () => {
    const outcome = await new Promise((resolve) => {
      const socket = connect(server.server.port, lan)
      socket.on('connect', () => resolve('connected'))
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    })
    expect(outcome).toBe('ECONNREFUSED')
  })
})

describe('Host', () => {
  it('is one of ours, exactly', async () => {
    const { port } = server.server
    const cookie = await server.enter()
    const wrong = [
      'evil.com',
      `evil.com:${port}`,
      `127.0.0.1.evil.com:${port}`,
      `localhost.evil.com:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `127.0.0.1:0${port}`,
      `LOCALHOST:${port}`,
      `localhost.:${port}`,
      `0.0.0.0:${port}`,
      `2130706433:${port}`,
      `user@127.0.0.1:${port}`,
      ''
    ]
    for (const host of wrong) {
      const reply = await server.ask({ rawHeaders: ['Host', host, 'Cookie', cookie] })
      expect([host, reply.status, reply.body]).toEqual([host, 403, ''])
    }
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect((await server.ask({ rawHeaders: ['Host', host, 'Cookie', cookie] })).status).toBe(200)
    }
  })

  it('is there once, and the target is a path', async () => {
    const { port } = server.server
    const cookie = await server.enter()
    const own = `127.0.0.1:${port}`
    const missing = await server.ask({ rawHeaders: ['Cookie', cookie] })
    const twice = await server.ask({ rawHeaders: ['Host', own, 'Host', 'evil.com', 'Cookie', cookie] })
    const absolute = await server.ask({
      path: `http://evil.com:${port}/`,
      rawHeaders: ['Host', own, 'Cookie', cookie]
    })
    expect([missing.status, twice.status, absolute.status]).toEqual([403, 403, 403])
  })

  it('is checked before a token is looked at', async () => {
    const reply = await server.ask({ path: server.entrance, rawHeaders: ['Host', 'evil.com'] })
    expect(reply.status).toBe(403)
    expect(await server.enter()).toMatch(/^unroll-/)
  })
})

describe('the token', () => {
  it('has 256 bits and works once', async () => {
    expect(Buffer.from(new URL(server.server.url).searchParams.get('token')!, 'base64url')).toHaveLength(32)
    expect((await server.ask({ path: server.entrance })).status).toBe(200)
    expect((await server.ask({ path: server.entrance })).status).toBe(403)
  })

  it('is not spent by a wrong one, nor by a request that is not a navigation', async () => {
    expect((await server.ask({ path: '/open?token=wrong' })).status).toBe(403)
    expect((await server.ask({ path: '/open' })).status).toBe(403)
    const headers = { 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' }
    expect((await server.ask({ path: server.entrance, headers })).status).toBe(403)
    expect(await server.enter()).toMatch(/^unroll-/)
  })

  it('becomes a strict cookie that only this port has', async () => {
    const reply = await server.ask({ path: server.entrance })
    const cookie = reply.headers['set-cookie']![0]!
    expect(cookie.startsWith(`unroll-${server.server.port}=`)).toBe(true)
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie.split('; ')).toContain(part)
  })

  it('stands in no answer', async () => {
    const token = new URL(server.server.url).searchParams.get('token')!
    const replies = [
      await server.ask({ path: `/nowhere?token=${token}` }),
      await server.ask({ path: server.entrance }),
      await server.ask({ path: server.entrance })
    ]
    for (const reply of replies) expect(JSON.stringify(reply)).not.toContain(token)
    expect(replies[1]!.headers['referrer-policy']).toBe('no-referrer')
  })
})

describe('without the cookie', () => {
  it('every path but the exchange is refused', async () => {
    for (const path of ['/', '/index.html', '/assets/a.js', '/files', '/wire', '/nowhere', '/open/']) {
      expect([path, (await server.ask({ path })).status]).toEqual([path, 403])
    }
  })

  it('a cookie that is wrong, cut, or doubled does not help', async () => {
    const cookie = await server.enter()
    for (const wrong of [
      `${cookie}x`,
      cookie.slice(0, -1),
      cookie.replace(/=.*/, '='),
      `${cookie}; ${cookie}`
    ]) {
      expect((await server.ask({ headers: { Cookie: wrong } })).status).toBe(403)
    }
    expect((await server.ask({ headers: { Cookie: cookie } })).status).toBe(200)
  })
})
