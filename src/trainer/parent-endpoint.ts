import type { Endpoint } from '#shared/wire/endpoint'

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  off(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

export interface ParentEndpoint extends Endpoint {
  /** Settles when everything posted so far has left this process, or cannot any more. */
  flushed(): Promise<void>
  /** Calls `listener` once, when the owner is gone. */
  onClosed(listener: () => void): void
}

/**
 * The wire to the process that started this one: Electron's `process.parentPort`, or the channel of
 * `child_process.fork` (with serialization 'advanced', so that typed arrays survive). Undefined when there is neither.
 */
export function parentEndpoint(): ParentEndpoint | undefined {
  const port = (process as { parentPort?: ParentPort }).parentPort
  if (port) return electronEndpoint(port)
  return process.send ? forkEndpoint() : undefined
}

function forkEndpoint(): ParentEndpoint {
  let last = Promise.resolve()
  return {
    post: (message) => {
      // A message to a parent that just died fails here, not as an exception: 'disconnect' says the rest.
      last = new Promise((resolve) => {
        if (process.connected) process.send!(message, undefined, {}, () => resolve())
        else resolve()
      })
    },
    listen: (listener) => {
      process.on('message', listener)
      return () => void process.off('message', listener)
    },
    close: () => {
      if (process.connected) process.disconnect()
    },
    flushed: () => last,
    onClosed: (listener) => watchOwner(listener, (closed) => process.once('disconnect', closed))
  }
}

function electronEndpoint(port: ParentPort): ParentEndpoint {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      const forward = (event: { data: unknown }): void => listener(event.data)
      port.on('message', forward)
      return () => port.off('message', forward)
    },
    close: () => {},
    // Mojo takes a message at once; leaving a moment later does not lose it.
    flushed: () => new Promise((resolve) => setTimeout(resolve, 50)),
    onClosed: (listener) => watchOwner(listener, () => {})
  }
}

/** Besides the channel's own word, the owner is gone when this process has another parent. */
function watchOwner(listener: () => void, onChannelClosed: (closed: () => void) => void): void {
  const owner = process.ppid
  let told = false
  const tell = (): void => {
    if (told) return
    told = true
    clearInterval(watch)
    listener()
  }
  const watch = setInterval(() => process.ppid !== owner && tell(), 1000)
  watch.unref()
  onChannelClosed(tell)
}
