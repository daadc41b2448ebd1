import type { IpcMain, MessagePortMain } from 'electron'
import type { FileHandle } from '#shared/schemas/names-data'
import type { Host } from '#host/terms'
import type { Endpoint } from '#shared/wire/endpoint'
import { failed, type Outcome } from '#shared/wire/envelope'
import { channels } from '#shared/window-channels'
import { isOurPage } from './sender'

/** A page's port as a wire. */
function portEndpoint(port: MessagePortMain): Endpoint {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      const hear = (event: { data: unknown }): void => listener(event.data)
      port.on('message', hear)
      port.start()
      return () => void port.off('message', hear)
    },
    close: () => port.close()
  }
}

const mostFiles = 1000

/** Handles for the files that the preload names: it has taken their paths from real File objects. */
async function grant(host: Host, paths: unknown): Promise<FileHandle[]> {
  const list = Array.isArray(paths) ? paths.slice(0, mostFiles) : []
  return Promise.all(list.map((path) => host.grants.grant(String(path))))
}

/**
 * SECURITY: the only entrance from a window. A page of ours brings a port once, which is then its wire: nobody else can
 * hold the other end. A page that is reloaded brings a new one, and the old one's calls end with it.
 */
export function listenToWindows(ipc: IpcMain, host: Host, isKnown: (contents: object) => boolean): void {
  ipc.on(channels.wire, (event) => {
    const [port, ...more] = event.ports
    if (!port || more.length > 0 || !isOurPage(event, isKnown)) {
      for (const each of event.ports) each.close()
      return
    }
    const disconnect = host.serve(portEndpoint(port))
    port.on('close', disconnect)
  })
  ipc.handle(channels.files, async (event, paths: unknown): Promise<Outcome> => {
    if (!isOurPage(event, isKnown)) return { ok: true, value: [] }
    try {
      return { ok: true, value: await grant(host, paths) }
    } catch (thrown) {
      return failed(thrown)
    }
  })
}
