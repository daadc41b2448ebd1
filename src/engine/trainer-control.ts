/** What the user last asked of a trainer. */
export type Wish = 'run' | 'pause' | 'step' | 'stop'

/** Holds the user's wish; the trainer looks at it between batches and waits here while it stands. */
export class Control {
  #wake: (() => void) | null = null

  constructor(private current: Wish) {}

  get wish(): Wish {
    return this.current
  }

  /** A stop is final. */
  ask(wish: Wish): void {
    if (this.current === 'stop') return
    this.current = wish
    this.#wake?.()
    this.#wake = null
  }

  /** Called when the one batch of a step is done; a later wish stays. */
  stepped(): void {
    if (this.current === 'step') this.current = 'pause'
  }

  /** Settles at the next wish. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
