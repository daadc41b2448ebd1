import { getBackend } from '@tensorflow/tfjs-core'
import { decodeNames, networkOf, type NamesCheckpoint } from '#engine/tasks/names-checkpoint'
import type { NamesNetwork } from '#engine/tasks/names-network'
import { AppError } from '#shared/errors/app-error'

interface Opened {
  readonly checkpoint: NamesCheckpoint
  readonly network: NamesNetwork
  /** tfjs backend that holds its tensors. */
  readonly backend: string
}

// [Note: tensors stay on their backend] tfjs moves a tensor to the backend in use when it is needed there, but forgets
// the shape of what was reshaped without a copy. So a network is made anew from its numbers when the device has changed.

/** Networks of runs that are not in training: the few last used. */
export class OpenedNetworks {
  /** Least recently used first. */
  readonly #opened = new Map<string, Opened>()

  constructor(private readonly most = 4) {}

  /** Throws AppError 'model-file-…', 'checkpoint-newer' or 'checkpoint-invalid'; what was open stays then. */
  open(run: string, bytes: Uint8Array): void {
    const opened = make(decodeNames(bytes))
    this.#close(run)
    this.#opened.set(run, opened)
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= this.most) return
      this.#close(oldest)
    }
  }

  /** On the backend in use. Throws AppError('model-not-open'). */
  get(run: string): NamesNetwork {
    let opened = this.#opened.get(run)
    if (!opened) throw new AppError('model-not-open', { run })
    if (opened.backend !== getBackend()) {
      opened.network.model.dispose()
      opened = make(opened.checkpoint)
    }
    this.#opened.delete(run)
    this.#opened.set(run, opened)
    return opened.network
  }

  #close(run: string): void {
    this.#opened.get(run)?.network.model.dispose()
    this.#opened.delete(run)
  }
}

function make({ state, ...checkpoint }: NamesCheckpoint): Opened {
  // Of the state only the weights to answer with are needed again.
  const slim = { ...checkpoint, state: { ...state, optimizer: [], averages: [] } }
  return { checkpoint: slim, network: networkOf(slim), backend: getBackend() }
}
