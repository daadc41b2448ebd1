/** Takes one line about a message that was refused. */
export type Log = (line: string) => void

/** Counts refused messages, says so at most once a second, and calls `onLimit` once at the hundredth. */
export class Complaints {
  count = 0
  #silentUntil = 0
  #unsaid = 0

  constructor(
    private readonly log: Log = () => {},
    private readonly limit = 100,
    private readonly onLimit: () => void = () => {},
    private readonly now: () => number = Date.now
  ) {}

  add(what: string): void {
    this.count++
    const time = this.now()
    if (time < this.#silentUntil) this.#unsaid++
    else {
      const unsaid = this.#unsaid > 0 ? ` (and ${this.#unsaid} more)` : ''
      this.#silentUntil = time + 1000
      this.#unsaid = 0
      safely(() => this.log(`Refused a message: ${what.slice(0, 300)}${unsaid}`))
    }
    if (this.count === this.limit) safely(this.onLimit)
  }
}

function safely(action: () => void): void {
  try {
    action()
  } catch {
    // A log that cannot be written must not stop the wire.
  }
}
