/** What the user last asked of a trainer. */
export type Wish = 'run' | 'pause' | 'step' | 'stop'

/** Holds the user's wish; the trainer looks at it between batches and waits here while it stands. */
export class Control {
  #wakers: (() => void)[] = []

  constructor(private current: Wish) {}

  get wish(): Wish {
    return this.current
  }

  /** A stop is final. */
  ask(wish: Wish): void {
    if (this.current === 'stop') return
    this.current = wish
    this.wake()
  }

  /** Called when the one batch of a step is done; a later wish stays. */
  stepped(): void {
    if (this.current === 'step') this.current = 'pause'
  }

  /** Settles at the next wish or wake. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#wakers.push(resolve))
  }

  wake(): void {
    for (const waker of this.#wakers.splice(0)) waker()
  }
}
