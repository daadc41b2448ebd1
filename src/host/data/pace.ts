import { AppError } from '#shared/errors/app-error'

/** Longest stretch of work between two breaths, in milliseconds: well under what a person feels in a window. */
const slice = 12

/** Lets the event loop breathe inside a long loop, and ends the loop when the work is cancelled. */
export class Pace {
  #since = performance.now()

  constructor(private readonly signal?: AbortSignal) {}

  /** True when it is time to rest. Cheap enough to ask every few hundred steps. */
  get due(): boolean {
    return performance.now() - this.#since > slice
  }

  /** Gives other work its turn. Throws AppError 'data-cancelled' when the signal has been raised. */
  async rest(): Promise<void> {
    this.check()
    await new Promise<void>((resolve) => setImmediate(resolve))
    this.check()
    this.#since = performance.now()
  }

  check(): void {
    if (this.signal?.aborted) throw new AppError('data-cancelled')
  }
}
