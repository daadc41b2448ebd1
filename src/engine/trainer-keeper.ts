import { toAppError, type AppError } from '#shared/errors/app-error'

/** Hands a state over for storing; settles when it is on disk, rejects with an AppError when it could not be stored. */
export type Store<State, Report> = (state: State, report: Report | null) => Promise<void>

/** Passes checkpoints on, one in flight at most, and remembers a report that has not been stored. */
export class Keeper<State, Report> {
  #flying: Promise<void> | null = null
  #unsaved: Report | null = null
  /** Why the last attempt failed; null after one that did not. */
  failure: AppError | null = null

  constructor(
    private readonly store: Store<State, Report>,
    private readonly onFailure: () => void
  ) {}

  get busy(): boolean {
    return this.#flying !== null
  }

  /** Settles when nothing is in flight. */
  async landed(): Promise<void> {
    await this.#flying
  }

  /** Sends a state, with the report of the epoch that it ends, or else one that a failed attempt left. */
  send(state: State, report: Report | null): void {
    if (this.#flying) throw new Error('A checkpoint is in flight')
    const sent = report ?? this.#unsaved
    this.#unsaved = sent
    this.#flying = this.store(state, sent)
      .then(
        () => {
          this.failure = null
          this.#unsaved = null
        },
        (thrown: unknown) => {
          this.failure = toAppError(thrown)
          this.onFailure()
        }
      )
      .finally(() => {
        this.#flying = null
      })
  }
}
