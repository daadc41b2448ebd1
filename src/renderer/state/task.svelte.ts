import { toAppError } from '#shared/errors/app-error'
import type { Failure } from '#shared/schemas/failure'

/** One piece of work that a place on the screen waits for: whether it goes on, and how it failed. */
export class Task {
  busy = $state(false)
  failure = $state.raw<Failure | null>(null)

  /** Runs `work`; a failure stays here, where it happened, and the result is then undefined. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.busy = true
    this.failure = null
    try {
      return await work()
    } catch (thrown) {
      this.failure = toAppError(thrown).toFailure()
      return undefined
    } finally {
      this.busy = false
    }
  }

  clear(): void {
    this.failure = null
  }
}
