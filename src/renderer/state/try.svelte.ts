import type { Classification } from '#shared/schemas/names-metrics'
import type { RunId } from '#shared/schemas/runs'
import type { Host } from './host.svelte'
import type { Library } from './library.svelte'
import type { ShownRun } from './shown.svelte'
import { Task } from './task.svelte'

/** One name being tried: which run answers, and what it says after each letter. */
export class TryName {
  /** Null: the run that the Train tab shows. */
  chosen = $state<RunId | null>(null)
  answer = $state.raw<Classification | null>(null)
  /** Classes of the answering run, in its order. */
  classes = $state.raw<readonly string[]>([])
  readonly asking = new Task()
  #busy = false
  #next: string | null = null

  constructor(
    private readonly host: Host,
    private readonly shown: ShownRun,
    private readonly library: Library
  ) {}

  get run(): RunId | null {
    return this.chosen ?? this.shown.id
  }

  /** Asks about a name. While an answer is on its way only the latest question waits. */
  ask(name: string): void {
    const run = this.run
    if (!run || name.trim() === '') {
      this.answer = null
      this.#next = null
      return
    }
    this.#next = name
    if (!this.#busy) void this.#work()
  }

  async #work(): Promise<void> {
    this.#busy = true
    while (this.#next !== null && this.run) {
      const [name, run] = [this.#next, this.run]
      this.#next = null
      const answers = await this.asking.run(() =>
        this.host.call.names.classify({ run, names: [name.normalize('NFC')], detail: 'states' })
      )
      const answer = answers?.[0]
      if (!answer || this.#next !== null) continue
      this.classes = this.#classesOf(run) ?? answer.ranking.map((item) => item.label)
      this.answer = answer
    }
    this.#busy = false
  }

  #classesOf(run: RunId): readonly string[] | undefined {
    if (run === this.shown.id) return this.shown.detail?.summary.classes
    return this.library.find(run)?.classes
  }
}
