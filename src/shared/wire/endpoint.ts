// [Note: the wire is an argument] A contract is served over anything that can post and listen: a MessagePort, a child
// process, a WebSocket, or a plain pair in tests. So everything but the window runs without an Electron binary.

/** One end of a wire. Messages are structured-cloneable values. */
export interface Endpoint {
  post(message: unknown): void
  /** Calls `listener` for every message; returns its own unsubscribe. */
  listen(listener: (message: unknown) => void): () => void
  close(): void
}

/** Two ends of a wire inside one process, for tests. Messages are cloned and arrive in a later microtask. */
export function endpointPair(): [Endpoint, Endpoint] {
  const sides = [new Set<(message: unknown) => void>(), new Set<(message: unknown) => void>()] as const
  const end = (own: Set<(message: unknown) => void>, far: Set<(message: unknown) => void>): Endpoint => ({
    post: (message) => {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => far.forEach((listener) => listener(copy)))
    },
    listen: (listener) => {
      own.add(listener)
      return () => void own.delete(listener)
    },
    close: () => own.clear()
  })
  return [end(sides[0], sides[1]), end(sides[1], sides[0])]
}
