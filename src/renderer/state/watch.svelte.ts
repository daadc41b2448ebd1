import type { Watched } from '#shared/schemas/names-metrics'
import type { Host } from './host.svelte'
import type { LiveRun } from './live.svelte'
import type { SettingsState } from './settings.svelte'
import type { ShownRun } from './shown.svelte'
import { Task } from './task.svelte'

/** The names of the person's own that are answered again after every epoch. */
export class WatchList {
  answers = $state.raw<Watched[]>([])
  readonly asking = new Task()

  constructor(
    private readonly host: Host,
    private readonly settings: SettingsState,
    private readonly live: LiveRun,
    private readonly shown: ShownRun
  ) {
    host.attach((link) => {
      link.on.training.epoch(({ run, epoch }) => {
        if (run === this.shown.id) this.answers = epoch.watched
      })
    })
  }

  get names(): string[] {
    return this.settings.current.watched
  }

  answer(name: string): Watched | null {
    return this.answers.find((watched) => watched.name === name) ?? null
  }

  async add(name: string): Promise<void> {
    const trimmed = name.trim().normalize('NFC')
    if (trimmed && !this.names.includes(trimmed)) await this.#set([...this.names, trimmed])
  }

  async remove(name: string): Promise<void> {
    await this.#set(this.names.filter((other) => other !== name))
  }

  async #set(watched: string[]): Promise<void> {
    await this.settings.change({ watched })
    await this.ask()
  }

  /** Answers of the shown run: the live network's while it trains, else its best epoch's. */
  async ask(): Promise<void> {
    const run = this.shown.id
    if (!run || this.names.length === 0) return void (this.answers = [])
    const names = this.names
    const answers = await this.asking.run(async () => {
      if (this.live.is(run)) return this.host.call.training.watch(names)
      const ranked = await this.host.call.names.classify({ run, names, detail: 'ranking' })
      return ranked.map(({ name, ranking, unknownLetters }) => ({
        name,
        label: ranking[0]?.label ?? '',
        probability: ranking[0]?.probability ?? 0,
        unknownLetters
      }))
    })
    if (answers) this.answers = answers
  }
}
