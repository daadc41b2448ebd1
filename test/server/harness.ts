import { mkdtemp, rm } from 'node:fs/promises'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { WebSocket } from 'ws'
import { Grants } from '../../src/host/files/grants'
import type { Assets } from '../../src/host/front/page-assets'
import { startServer, type RunningServer, type ServerOptions } from '../../src/server/server'
import { contract, type HostService } from '../../src/shared/contract'
import { defaultSettings } from '../../src/shared/schemas/app'
import { serve } from '../../src/shared/wire/serve'

/** A host that answers one call and grants real files: enough for what the server itself does. */
export function fakeHost(): ServerOptions['host'] & { readonly grants: Grants; calls: string[] } {
  const calls: string[] = []
  const groups = Object.entries(contract).map(([group, terms]) => [
    group,
    Object.fromEntries(
      Object.keys(terms).map((term) => [term, () => (calls.push(`${group}.${term}`), defaultSettings)])
    )
  ])
  const service = Object.fromEntries(groups) as HostService
  return {
    calls,
    grants: new Grants(),
    serve: (endpoint) => {
      const served = serve(contract, endpoint, service, { onAbuse: () => endpoint.close() })
      return () => served.close()
    }
  }
}

export const assets: Assets = new Map(
  Object.entries({
    '/': { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><title>Unroll</title>') },
    '/index.html': { type: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>') },
    '/assets/a.js': { type: 'text/javascript; charset=utf-8', body: Buffer.from('1') }
  })
)

export interface Reply {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

export interface Ask {
  method?: string
  path?: string
  headers?: Record<string, string | string[]>
  /** Sent as they are: for doubled and missing headers. */
  rawHeaders?: string[]
  body?: string | Buffer
  address?: string
}

export class TestServer {
  private constructor(
    readonly server: RunningServer,
    readonly host: ReturnType<typeof fakeHost>,
    readonly dataDir: string
  ) {}

  static async start(options: Partial<ServerOptions> = {}): Promise<TestServer> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'unroll-server-'))
    const host = fakeHost()
    const server = await startServer({ host, assets, dataDir, port: 0, ...options })
    return new TestServer(server, host, dataDir)
  }

  get origin(): string {
    return `http://127.0.0.1:${this.server.port}`
  }

  get entrance(): string {
    return this.server.url.slice(this.origin.length)
  }

  ask({
    method = 'GET',
    path: target = '/',
    headers = {},
    rawHeaders,
    body,
    address
  }: Ask = {}): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: address ?? '127.0.0.1',
          port: this.server.port,
          method,
          path: target,
          agent: false,
          setHost: rawHeaders === undefined,
          headers: (rawHeaders ?? headers) as http.OutgoingHttpHeaders
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
          )
        }
      )
      request.on('error', reject)
      request.end(body)
    })
  }

  /** Spends the token; returns the cookie. */
  async enter(): Promise<string> {
    const reply = await this.ask({ path: this.entrance })
    return (reply.headers['set-cookie']?.[0] ?? '').split(';')[0]!
  }

  /** A WebSocket, open; or the status with which it was refused. */
  socket(headers: Record<string, string>, target = '/wire'): Promise<WebSocket | number> {
    return new Promise((resolve, reject) => {
      const { origin, ...rest } = headers
      const socket = new WebSocket(`ws://127.0.0.1:${this.server.port}${target}`, {
        headers: rest,
        ...(origin === undefined ? {} : { origin })
      })
      socket.on('open', () => resolve(socket))
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('error', reject)
    })
  }

  async stop(): Promise<void> {
    await this.server.close()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}
