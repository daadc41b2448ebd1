import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from '#shared/window-channels'

// All that the page gets from Electron: one end of a wire, and handles for files that the user gave it. The page never
// sees or names a path.
const { port1: port, port2 } = new MessageChannel()
ipcRenderer.postMessage(channels.wire, null, [port2])

/** Electron 32 and newer have webUtils; before, a File had its path. Both throw for what only looks like a File. */
const before = Object.getOwnPropertyDescriptor(File.prototype, 'path')?.get
const pathOf = (file: File): string =>
  webUtils ? webUtils.getPathForFile(file) : (before?.call(file) as string)

contextBridge.exposeInMainWorld('unroll', {
  front: 'electron',
  post: (message: unknown) => port.postMessage(message),
  listen: (listener: (message: unknown) => void) => {
    const hear = (event: MessageEvent<unknown>): void => listener(event.data)
    port.addEventListener('message', hear)
    port.start() // messages that came before wait for it
    return () => port.removeEventListener('message', hear)
  },
  grantFiles: async (files: File[]): Promise<unknown> =>
    ipcRenderer.invoke(channels.files, files.map(pathOf).filter(Boolean))
})
