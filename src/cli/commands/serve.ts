import path from 'node:path'
import { createRequire } from 'node:module'
import type { Places } from '#host/front/places'

interface ServerEntry {
  serve(argv: readonly string[]): Promise<number>
}

/** The server is a process of its own kind, built beside this one: it is loaded, not imported. */
export function startServe(places: Places, argv: readonly string[]): Promise<number> {
  const server = path.join(path.dirname(places.trainer), 'server.js')
  const { serve } = createRequire(server)(server) as ServerEntry
  return serve(argv)
}
