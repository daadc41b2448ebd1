type Around = <T>(work: () => Promise<T>) => Promise<T>

/** Questions to a model in training: they wait until nothing trains, and are then answered one after another. */
export class Jobs {
  #waiting: (() => Promise<void>)[] = []
  #draining: Promise<void> | null = null
  /** Nothing trains any more: answer at once. */
  #open = false

  /** `around` prepares the model for each question. */
  constructor(private readonly around: Around) {}

  add<T>(work: () => Promise<T>): Promise<T> {
    const answered = new Promise<T>((resolve, reject) => {
      this.#waiting.push(() => this.around(work).then(resolve, reject))
    })
    if (this.#open) void this.run()
    return answered
  }

  /** Answers what waits. */
  run(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#draining) return Promise.resolve()
    this.#draining ??= this.#drain()
    return this.#draining
  }

  async #drain(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await next()
    this.#draining = null
  }

  /** From now on every question is answered when it comes. */
  open(): void {
    this.#open = true
    void this.run()
  }
}
