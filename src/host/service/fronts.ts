import { contract, type HostContract, type HostEmitter, type HostService } from '#shared/contract'
import type { Endpoint } from '#shared/wire/endpoint'
import { serve, type Served, type ServeOptions } from '#shared/wire/serve'

/** The fronts that are connected. An event goes to all of them. */
export class Fronts {
  readonly #served = new Set<Served<HostContract>>()
  readonly emit: HostEmitter

  constructor(private readonly options: ServeOptions) {
    const emit: Record<string, Record<string, (payload: unknown) => void>> = Object.create(null) as never
    for (const [group, terms] of Object.entries(contract)) {
      const emitters = (emit[group] = Object.create(null) as Record<string, (payload: unknown) => void>)
      for (const [name, term] of Object.entries(terms)) {
        if (term.kind === 'event') emitters[name] = (payload) => this.#tell(group, name, payload)
      }
    }
    this.emit = emit as unknown as HostEmitter
  }

  /** At the hundredth message that was refused the wire is closed, unless the front has another way. */
  serve(service: HostService, endpoint: Endpoint, onAbuse = () => endpoint.close()): () => void {
    const served = serve(contract, endpoint, service, { ...this.options, onAbuse })
    this.#served.add(served)
    return () => {
      this.#served.delete(served)
      served.close()
    }
  }

  close(): void {
    for (const served of this.#served) served.close()
    this.#served.clear()
  }

  #tell(group: string, name: string, payload: unknown): void {
    for (const { emit } of this.#served) {
      const emitters = emit as unknown as Record<string, Record<string, (payload: unknown) => void>>
      emitters[group]?.[name]?.(payload)
    }
  }
}
