import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestServer, type Ask, type Reply } from './harness'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await TestServer.start()
  cookie = await server.enter()
})
afterAll(() => server.stop())

/** As our page asks. */
const own = (ask: Ask = {}): Promise<Reply> =>
  server.ask({ ...ask, headers: { Cookie: cookie, Origin: server.origin, ...ask.headers } })

describe('who asks', () => {
  it('other sites and other ports are refused, whatever they ask for', async () => {
    for (const site of ['cross-site', 'same-site', 'Same-Origin', '']) {
      expect((await own({ headers: { 'Sec-Fetch-Site': site } })).status).toBe(403)
    }
    for (const site of ['same-origin', 'none']) {
      expect((await own({ headers: { 'Sec-Fetch-Site': site } })).status).toBe(200)
    }
  })

  it('what is not a read needs our own Origin', async () => {
    const { port } = server.server
    const upload = {
      method: 'POST',
      path: '/files?name=a.csv',
      body: 'a,b',
      headers: { 'Content-Type': 'application/octet-stream' }
    }
    const wrong = [
      'null',
      'http://evil.com',
      `http://localhost:${port + 1}`,
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:${port}.evil.com`,
      `http://evil.com/http://127.0.0.1:${port}`,
      `http://localhost:${port}`, // sent to 127.0.0.1: another origin
      ''
    ]
    for (const origin of wrong) {
      const reply = await own({ ...upload, headers: { ...upload.headers, Origin: origin } })
      expect([origin, reply.status]).toEqual([origin, 403])
    }
    const missing = await server.ask({ ...upload, headers: { ...upload.headers, Cookie: cookie } })
    expect(missing.status).toBe(403)
    expect((await own(upload)).status).toBe(200)
  })

  it('a preflight gets 403, and no answer allows another origin', async () => {
    const preflight = await own({
      method: 'OPTIONS',
      path: '/files',
      headers: { Origin: 'http://evil.com', 'Access-Control-Request-Method': 'POST' }
    })
    expect(preflight.status).toBe(403)
    for (const reply of [preflight, await own(), await own({ path: '/nowhere' })]) {
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('what a request may do', () => {
  it('a read changes nothing', async () => {
    for (const path of ['/files', '/files?name=a.csv']) {
      for (const method of ['GET', 'HEAD']) expect((await own({ method, path })).status).toBe(405)
    }
    for (const method of ['PUT', 'DELETE', 'PATCH', 'POST']) {
      expect((await own({ method })).status).toBe(405)
    }
    expect(server.host.calls).toEqual([])
  })

  it('an upload is not what a form can send', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json',
      ''
    ]
    for (const type of types) {
      const reply = await own({
        method: 'POST',
        path: '/files?name=a.csv',
        body: 'x',
        headers: { 'Content-Type': type }
      })
      expect([type, reply.status]).toEqual([type, 415])
    }
  })

  it('paths are names in a list, not places on a disk', async () => {
    const spellings = [
      '../x',
      '..%2fx',
      '%2e%2e/x',
      '%2e%2e%2fx',
      '..\\x',
      '..%5cx',
      '%252e%252e%252fx',
      './a',
      '//a',
      '/.',
      '/..',
      '....//x',
      '..;/x',
      '%00',
      'assets/a.js%00',
      'assets/a.js/',
      'assets/../assets/a.js',
      'assets/./a.js',
      'assets//a.js',
      'Assets/a.js',
      'assets/a.JS',
      'assets/a.js#x',
      'assets/%61.js',
      'etc/passwd',
      '/etc/passwd',
      '~root',
      'C:/x',
      'C:%5cx',
      '%c0%ae%c0%ae/x',
      '%uff0e%uff0e/x',
      'assets/..',
      'assets/..%2f..%2fetc/passwd',
      'index.html/..',
      'index.html.bak',
      '.git/config',
      'package.json',
      'out/main/index.js',
      'assets',
      'assets/',
      '__proto__',
      'constructor',
      'toString',
      'a?../x',
      'file:///etc/passwd',
      '%2F%2Fetc',
      '.%2e/x',
      '%2e./x',
      '..%00/x',
      '..%0a/x',
      '..%09/x'
    ]
    expect(spellings.length).toBeGreaterThanOrEqual(50)
    for (const spelling of spellings) {
      expect([spelling, (await own({ path: `/${spelling}` })).status]).toEqual([spelling, 404])
    }
    expect((await own({ path: '/assets/a.js' })).body).toBe('1')
  })
})

describe('every answer', () => {
  it('carries type, policy and isolation', async () => {
    const replies = [
      await own(),
      await own({ path: '/assets/a.js' }),
      await own({ path: '/nowhere' }),
      await own({ method: 'PUT' }),
      await own({ method: 'HEAD' }),
      await server.ask(),
      await server.ask({ rawHeaders: ['Host', 'evil.com'] }),
      await server.ask({ path: '/open?token=wrong' }),
      await own({ method: 'POST', path: '/files', body: 'x', headers: { 'Content-Type': 'text/plain' } })
    ]
    for (const { headers } of replies) {
      expect(headers['content-type']).toMatch(/^[a-z]+\/[a-z]+; charset=utf-8$/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['referrer-policy']).toBe('no-referrer')
      const policy = headers['content-security-policy'] as string
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/\*|unsafe-eval|script-src[^;]*unsafe-inline/)
    }
  })
})

describe('slow senders', () => {
  it('200 half requests do not keep our own page waiting', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 200 }, () => {
        const socket = connect(server.server.port, '127.0.0.1')
        socket.on('error', () => {}).resume()
        return new Promise<typeof socket>((resolve) =>
          socket.on('connect', () => {
            socket.write('GET / HTTP/1.1\r\nHost: ')
            resolve(socket)
          })
        )
      })
    )
    const started = performance.now()
    expect((await own()).status).toBe(200)
    expect(performance.now() - started).toBeLessThan(500)
    const ended = new Promise((resolve) => sockets[0]!.on('close', resolve))
    await ended // the header time-out of ten seconds
    for (const socket of sockets) socket.destroy()
  }, 20_000)
})
