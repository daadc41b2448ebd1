import type { Endpoint } from '#shared/wire/endpoint'
import { fileHandleSchema, type FileHandle } from '#shared/schemas/names-data'
import { AppError } from '#shared/errors/app-error'
import { failureSchema } from '#shared/schemas/failure'
import { outcomeSchema, thrownBy } from '#shared/wire/envelope'

/** What the preload script puts into an Electron window. */
export interface Bridge extends Pick<Endpoint, 'post' | 'listen'> {
  readonly front: 'electron'
  /** The handles as an outcome: an error would lose its code on the way. */
  grantFiles(files: File[]): Promise<unknown>
}

declare global {
  interface Window {
    unroll?: Bridge
  }
}

/** How this page reaches its host: the preload's bridge in Electron, a WebSocket in a browser tab, a pair in tests. */
export interface Front {
  readonly kind: 'electron' | 'browser'
  /** Opens a wire. `lost` is called once when it breaks. */
  open(lost: () => void): Promise<Endpoint>
  /** Handles of files that the person chose or dropped: the page never names a path. */
  grant(files: File[]): Promise<FileHandle[]>
}

function electronFront(bridge: Bridge): Front {
  let opened = false
  return {
    kind: 'electron',
    open: () => {
      // A page brings its port once: a port on which nobody answers is replaced by a page that brings another.
      if (opened) location.reload()
      opened = true
      return Promise.resolve({
        post: (message) => bridge.post(message),
        listen: (listener) => bridge.listen(listener),
        close: () => undefined
      })
    },
    grant: async (files) => {
      const outcome = outcomeSchema.parse(await bridge.grantFiles(files))
      if (!outcome.ok) throw thrownBy(outcome.failure)
      return fileHandleSchema.array().parse(outcome.value)
    }
  }
}

/** A WebSocket as an endpoint. Messages are JSON text. */
function socketEndpoint(socket: WebSocket): Endpoint {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    listen: (listener) => {
      const hear = (event: MessageEvent<unknown>): void => {
        if (typeof event.data === 'string') listener(JSON.parse(event.data) as unknown)
      }
      socket.addEventListener('message', hear)
      return () => socket.removeEventListener('message', hear)
    },
    close: () => socket.close()
  }
}

const browserFront: Front = {
  kind: 'browser',
  open: (lost) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/wire`)
      socket.addEventListener('open', () => {
        socket.addEventListener('close', lost, { once: true })
        resolve(socketEndpoint(socket))
      })
      socket.addEventListener('error', () => reject(new AppError('connection-lost')), { once: true })
    }),
  grant: (files) => Promise.all(files.map(upload))
}

/** Sends a file to the local server. Only this type is taken: no form of a foreign page can send it. */
async function upload(file: File): Promise<FileHandle> {
  // Not a type that a form can send: the server takes no other.
  const headers = { 'Content-Type': 'application/octet-stream' }
  const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    body: file,
    headers
  })
  if (response.ok) return fileHandleSchema.parse(await response.json())
  const failure = failureSchema.safeParse(await response.json().catch(() => null))
  if (failure.success) throw thrownBy(failure.data)
  throw new AppError('unexpected', { what: `${file.name}: ${response.status}` })
}

/** The front of this page. */
export const thisFront = (): Front => (window.unroll ? electronFront(window.unroll) : browserFront)
