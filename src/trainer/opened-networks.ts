import { decodeNames, networkOf } from '#engine/tasks/names-checkpoint'
import type { NamesNetwork } from '#engine/tasks/names-network'
import { AppError } from '#shared/errors/app-error'

/** Networks of runs that are not in training: the few last used. */
export class OpenedNetworks {
  /** Least recently used first. */
  readonly #networks = new Map<string, NamesNetwork>()

  constructor(private readonly most = 4) {}

  /** Throws AppError 'model-file-…', 'checkpoint-newer' or 'checkpoint-invalid'. */
  open(run: string, checkpoint: Uint8Array): void {
    const network = networkOf(decodeNames(checkpoint))
    this.#close(run)
    this.#networks.set(run, network)
    for (const oldest of this.#networks.keys()) {
      if (this.#networks.size <= this.most) return
      this.#close(oldest)
    }
  }

  /** Throws AppError('model-not-open'). */
  get(run: string): NamesNetwork {
    const network = this.#networks.get(run)
    if (!network) throw new AppError('model-not-open', { run })
    this.#networks.delete(run)
    this.#networks.set(run, network)
    return network
  }

  #close(run: string): void {
    this.#networks.get(run)?.model.dispose()
    this.#networks.delete(run)
  }
}
