import type { TrainerLink } from './trainer-link'

/** Looks once a second whether the trainer has said anything lately. */
export class SilenceWatch {
  #timer: NodeJS.Timeout | null = null
  #looked = 0

  constructor(
    private readonly limit: number,
    private readonly link: () => TrainerLink | null,
    private readonly tell: (silent: boolean) => void
  ) {}

  start(): void {
    this.stop()
    this.#looked = Date.now()
    this.#timer = setInterval(() => this.#look(), Math.min(1000, this.limit / 4))
    this.#timer.unref()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #look(): void {
    const now = Date.now()
    const link = this.link()
    // This process itself stood still (a laptop that slept): the trainer gets its time again.
    if (link && now - this.#looked > this.limit / 2) link.lastHeard = now
    this.#looked = now
    if (link) this.tell(now - link.lastHeard > this.limit)
  }
}
