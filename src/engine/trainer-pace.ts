/** Milliseconds, from any fixed moment on. */
export type Clock = () => number

/** Time spent in training alone: the epoch's seconds, the rate, and how long the rest will take. */
export class Pace {
  /** Milliseconds of training in this epoch. */
  #epoch = 0
  /** Milliseconds of the last evaluation. */
  #evaluation: number | null = null
  #stood = 0
  /** The last batches: examples and milliseconds, newest last. */
  readonly #recent: { examples: number; milliseconds: number }[] = []

  constructor(private readonly clock: Clock) {}

  /** Runs `work` and counts its time for `examples` trained examples. */
  train<T>(examples: number, work: () => T): T {
    const from = this.clock()
    try {
      return work()
    } finally {
      this.#add(examples, this.clock() - from)
    }
  }

  async evaluate<T>(work: () => Promise<T>): Promise<T> {
    const from = this.clock() + this.#stood
    const result = await work()
    this.#evaluation = this.clock() + this.#stood - from
    return result
  }

  /** Waits for `work` without counting its time for anything. */
  async stand(work: () => Promise<void>): Promise<void> {
    const from = this.clock()
    await work()
    this.#stood -= this.clock() - from
  }

  #add(examples: number, milliseconds: number): void {
    this.#epoch += milliseconds
    this.#recent.push({ examples, milliseconds })
    // About the last five seconds, and at least a few batches: steady, yet it follows a change.
    let kept = this.#recent.reduce((sum, batch) => sum + batch.milliseconds, 0)
    while (this.#recent.length > 4 && kept > 5000) kept -= this.#recent.shift()!.milliseconds
  }

  beginEpoch(seconds = 0): void {
    this.#epoch = seconds * 1000
  }

  /** Seconds of training in this epoch. */
  get seconds(): number {
    return this.#epoch / 1000
  }

  /** Examples a second of the last few seconds of training. */
  get rate(): number {
    let examples = 0
    let milliseconds = 0
    for (const batch of this.#recent) {
      examples += batch.examples
      milliseconds += batch.milliseconds
    }
    return milliseconds > 0 ? (examples / milliseconds) * 1000 : 0
  }

  /** Seconds until `examples` more are trained and `evaluations` more are done; null before anything was measured. */
  secondsLeft(examples: number, evaluations: number): number | null {
    const rate = this.rate
    if (rate === 0) return null
    return examples / rate + (evaluations * (this.#evaluation ?? 0)) / 1000
  }
}
