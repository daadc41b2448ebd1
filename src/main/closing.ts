export interface ClosingParts {
  /** A run is loading, training or paused. */
  busy(): boolean
  /** What the settings say about closing while a run lives. */
  choice(): 'ask' | 'continue' | 'stop'
  /** Lets the page ask; false when there is no page to ask with. */
  ask(): boolean
  hide(): void
  /** Checkpoints, ends the trainer. */
  end(): Promise<void>
  /** Leaves, for good. */
  leave(): void
  /** Milliseconds after which it leaves whether or not the end was reached. */
  readonly patience: number
}

type Stage = 'open' | 'asking' | 'ending' | 'ended'

/**
 * How the app ends. Closing the window while a run lives asks, goes on without a window, or stops, as the settings say.
 * Whoever closes a second time while being asked means it.
 */
export class Closing {
  #stage: Stage = 'open'

  constructor(private readonly parts: ClosingParts) {}

  /** True: let it close. */
  window(): boolean {
    if (this.#stage === 'ended') return true
    if (this.#stage === 'ending') return false
    if (this.#stage === 'open' && this.parts.busy()) {
      const choice = this.parts.choice()
      if (choice === 'continue') {
        this.parts.hide()
        return false
      }
      if (choice === 'ask' && this.#askNow()) return false
    }
    this.now()
    return false
  }

  /** "Quit" of the menu: true, let it quit. Going on without a window is not what was asked for. */
  quit(): boolean {
    if (this.#stage === 'ended') return true
    if (this.#stage === 'ending') return false
    const asks = this.#stage === 'open' && this.parts.busy() && this.parts.choice() === 'ask'
    if (!asks || !this.#askNow()) this.now()
    return false
  }

  /** The page's answer. */
  answer(answer: 'stop' | 'continue' | 'cancel'): void {
    if (this.#stage !== 'asking') return
    this.#stage = 'open'
    if (answer === 'continue') this.parts.hide()
    if (answer === 'stop') this.now()
  }

  /** Ends without a question: a signal, the system's shutdown. */
  now(): void {
    if (this.#stage === 'ending' || this.#stage === 'ended') return
    this.#stage = 'ending'
    const timeout = new Promise<void>((resolve) => setTimeout(resolve, this.parts.patience))
    const ended = this.parts.end().catch(() => {})
    void Promise.race([ended, timeout]).then(() => {
      this.#stage = 'ended'
      this.parts.leave()
    })
  }

  #askNow(): boolean {
    if (!this.parts.ask()) return false
    this.#stage = 'asking'
    return true
  }
}
