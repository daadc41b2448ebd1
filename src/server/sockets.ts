import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Host } from '#host/terms'
import type { Access } from './access'
import { isFetchAllowed, isForUs, isFromOurPage } from './request-checks'
import { socketEndpoint, socketLimits, type SocketLimits } from './socket-endpoint'

export interface SocketOptions {
  readonly hosts: ReadonlySet<string>
  readonly access: Access
  readonly host: Pick<Host, 'serve'>
  readonly onUse: () => void
  /** Open at the same time. */
  readonly most?: number
  readonly limits?: SocketLimits
}

const goingAway = 1001

/** The wires to open pages. */
export class Sockets {
  readonly #open = new Set<WebSocket>()
  readonly #limits: SocketLimits
  readonly #server: WebSocketServer

  constructor(private readonly options: SocketOptions) {
    this.#limits = options.limits ?? socketLimits
    this.#server = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: this.#limits.message
    })
  }

  get count(): number {
    return this.#open.size
  }

  /** Listener of the HTTP server's 'upgrade'. Refuses before anything is allocated. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy())
    const status = this.#refusal(request)
    if (status) return void socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    this.options.onUse()
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#serve(opened))
  }

  #refusal(request: IncomingMessage): string | undefined {
    const { hosts, access } = this.options
    const fair = isForUs(request, hosts) && isFromOurPage(request) && isFetchAllowed(request)
    if (!fair || !access.isAdmitted(request)) return '403 Forbidden'
    if (request.url !== '/wire') return '404 Not Found'
    if (this.#open.size >= (this.options.most ?? 8)) return '503 Service Unavailable'
    return undefined
  }

  #serve(socket: WebSocket): void {
    this.#open.add(socket)
    const disconnect = this.options.host.serve(socketEndpoint(socket, this.#limits))
    socket.on('message', this.options.onUse)
    socket.on('error', () => socket.terminate()) // a message above the limit, or a broken frame
    socket.on('close', () => {
      this.#open.delete(socket)
      disconnect()
    })
  }

  close(): void {
    for (const socket of this.#open) {
      socket.close(goingAway)
      socket.terminate()
    }
    this.#server.close()
  }
}
