/** Passes the first value on at once and then the latest one, at most every `milliseconds`. */
export class Throttle<T> {
  #waiting: { value: T } | null = null
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly milliseconds: number,
    private readonly pass: (value: T) => void
  ) {}

  push(value: T): void {
    if (this.#timer) {
      this.#waiting = { value }
      return
    }
    this.#start()
    this.pass(value)
  }

  /** Passes on what waits, now. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting) this.pass(waiting.value)
  }

  /** Forgets what waits. */
  cancel(): void {
    this.#waiting = null
    this.flush()
  }

  #start(): void {
    this.#timer = setTimeout(() => {
      this.#timer = null
      const waiting = this.#waiting
      this.#waiting = null
      if (waiting) this.push(waiting.value)
    }, this.milliseconds)
    this.#timer.unref()
  }
}
