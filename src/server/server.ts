import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import type { Assets } from '#host/front/page-assets'
import type { Host } from '#host/terms'
import { Access } from './access'
import { routes } from './routes'
import { Sockets } from './sockets'
import type { SocketLimits } from './socket-endpoint'
import { Uploads, type UploadLimits } from './uploads'

export interface ServerOptions {
  readonly host: Pick<Host, 'serve' | 'grants'>
  readonly assets: Assets
  readonly dataDir: string
  /** 0: any free one. */
  readonly port: number
  /** Address to listen on besides the loopback; only after the user has confirmed the risk. */
  readonly address?: string
  readonly onUse?: () => void
  /** Smaller limits, for tests. */
  readonly limits?: {
    readonly uploads?: UploadLimits
    readonly socket?: SocketLimits
    readonly most?: number
  }
}

export interface RunningServer {
  readonly port: number
  /** The address to open; its token works once. */
  readonly url: string
  readonly sockets: number
  close(): Promise<void>
}

const headerTime = 10_000 // ms for all headers of a request

const listen = (server: Server, port: number, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: address, exclusive: true }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })

/** Serves the page and its wire on the loopback. Throws Node's error when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const servers: Server[] = []
  const hosts = new Set<string>()
  const begin = async (port: number, address: string): Promise<number> => {
    const server = createServer({
      headersTimeout: headerTime,
      connectionsCheckingInterval: 1000,
      requireHostHeader: false, // a missing one is refused as any other wrong one, with 403
      maxHeaderSize: 16 * 1024
    })
    const bound = await listen(server, port, address)
    servers.push(server)
    return bound
  }
  const everywhere = options.address === '0.0.0.0' || options.address === '::'
  const port = await begin(options.port, everywhere ? options.address! : '127.0.0.1')
  // 'localhost' is the IPv6 loopback in some browsers; a machine without one does without.
  if (!everywhere) await begin(port, '::1').catch(() => undefined)
  if (options.address && !everywhere) await begin(port, options.address)
  const names = options.address ? namesOf(options.address) : []
  for (const name of ['127.0.0.1', 'localhost', '[::1]', ...names]) hosts.add(`${name}:${port}`)

  const access = new Access(port)
  const uploads = new Uploads(
    path.join(options.dataDir, 'uploads'),
    options.host.grants,
    options.limits?.uploads
  )
  await uploads.sweep()
  const onUse = options.onUse ?? ((): void => {})
  const { socket: limits, most } = options.limits ?? {}
  const sockets = new Sockets({
    hosts,
    access,
    host: options.host,
    onUse,
    ...(limits ? { limits } : {}),
    ...(most ? { most } : {})
  })
  const answer = routes({ hosts, access, assets: options.assets, uploads, onUse })
  for (const server of servers) server.on('request', answer).on('upgrade', sockets.upgrade)

  const close = async (): Promise<void> => {
    sockets.close()
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve))
        server.closeAllConnections()
        return closed
      })
    )
    await uploads.clear()
  }

  return {
    port,
    url: `http://127.0.0.1:${port}${access.entrance}`,
    get sockets() {
      return sockets.count
    },
    close
  }
}

/** What a browser may call this address: for 0.0.0.0 every address of this machine. */
function namesOf(address: string): string[] {
  const bracketed = (name: string): string => (name.includes(':') ? `[${name}]` : name)
  if (address !== '0.0.0.0' && address !== '::') return [bracketed(address)]
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map((each) => bracketed(each.address))
  )
}
