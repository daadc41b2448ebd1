import type { WebSocket } from 'ws'
import type { Endpoint } from '#shared/wire/endpoint'
import { Rate } from './rate'

export interface SocketLimits {
  /** Bytes of one message. */
  readonly message: number
  /** Messages a second; twice as many in a burst. */
  readonly rate: number
  /** Bytes waiting for a page that does not read. */
  readonly backlog: number
}

export const socketLimits: SocketLimits = { message: 4 * 2 ** 20, rate: 100, backlog: 64 * 2 ** 20 }

const policyViolation = 1008
const tryAgainLater = 1013

/** A WebSocket as a wire. Messages are JSON text; what is not JSON arrives as null, for the guard to refuse and count. */
export function socketEndpoint(
  socket: WebSocket,
  limits: SocketLimits,
  now: () => number = Date.now
): Endpoint {
  const rate = new Rate(limits.rate, now)
  return {
    post: (message) => {
      if (socket.readyState !== socket.OPEN) return
      if (socket.bufferedAmount > limits.backlog) return socket.close(tryAgainLater)
      socket.send(JSON.stringify(message))
    },
    listen: (listener) => {
      const hear = (data: Buffer, isBinary: boolean): void => {
        if (!rate.take()) return socket.close(policyViolation)
        listener(isBinary ? null : parse(data))
      }
      socket.on('message', hear)
      return () => void socket.off('message', hear)
    },
    close: () => socket.close(policyViolation)
  }
}

function parse(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8')) as unknown
  } catch {
    return null
  }
}
