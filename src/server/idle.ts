export interface IdleOptions {
  readonly milliseconds: number
  /** True while somebody looks on or something runs. */
  readonly busy: () => boolean
  readonly onIdle: () => void
  readonly now?: () => number
}

/** Calls `onIdle` once when nothing has happened for long enough. Call `check` now and then. */
export class Idle {
  readonly #now: () => number
  #last: number
  #told = false

  constructor(private readonly options: IdleOptions) {
    this.#now = options.now ?? Date.now
    this.#last = this.#now()
  }

  readonly use = (): void => {
    this.#last = this.#now()
  }

  readonly check = (): void => {
    if (this.options.busy()) return this.use()
    if (this.#told || this.#now() - this.#last < this.options.milliseconds) return
    this.#told = true
    this.options.onIdle()
  }
}
