/** A bucket that fills with `perSecond` permits a second and holds two seconds' worth. */
export class Rate {
  #permits: number
  #time: number

  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = Date.now
  ) {
    this.#permits = perSecond * 2
    this.#time = now()
  }

  /** One permit, or false: too fast. */
  take(): boolean {
    const time = this.now()
    const filled = this.#permits + ((time - this.#time) / 1000) * this.perSecond
    this.#time = time
    this.#permits = Math.min(this.perSecond * 2, filled)
    if (this.#permits < 1) return false
    this.#permits--
    return true
  }
}
