import { getContext, setContext } from 'svelte'
import type { Screen } from '#shared/schemas/app'
import type { RunId, RunState, TrainingRequest } from '#shared/schemas/runs'
import { t } from '../i18n/language.svelte'
import { Batch } from './batch.svelte'
import { Commands } from './commands.svelte'
import { Datasets } from './datasets.svelte'
import { Devices } from './devices.svelte'
import { Draft } from './draft.svelte'
import type { Front } from './front'
import { Host } from './host.svelte'
import { Library } from './library.svelte'
import { LiveRun } from './live.svelte'
import { SettingsState } from './settings.svelte'
import { ShownRun } from './shown.svelte'
import { SplitKeeper } from './split.svelte'
import { Toasts } from './toasts.svelte'
import { TryName } from './try.svelte'
import { View, type NamesTab } from './view.svelte'
import { WatchList } from './watch.svelte'

/** The nouns of the window, tied together. Holds no state of its own. */
export class App {
  readonly host: Host
  readonly settings: SettingsState
  readonly view: View
  readonly toasts = new Toasts()
  readonly datasets: Datasets
  readonly draft: Draft
  readonly live: LiveRun
  readonly shown: ShownRun
  readonly watch: WatchList
  readonly library: Library
  readonly devices: Devices
  readonly tryName: TryName
  readonly batch: Batch
  readonly commands: Commands
  readonly split: SplitKeeper
  ready = $state(false)

  constructor(front: Front) {
    this.host = new Host(front)
    this.settings = new SettingsState(this.host)
    this.view = new View(this.settings)
    this.datasets = new Datasets(this.host, this.view)
    this.draft = new Draft(this.host, this.view)
    this.live = new LiveRun(this.host)
    this.shown = new ShownRun(this.host, this.view)
    this.watch = new WatchList(this.host, this.settings, this.live, this.shown)
    this.library = new Library(this.host)
    this.devices = new Devices(this.host)
    this.tryName = new TryName(this.host, this.shown, this.library)
    this.batch = new Batch(this.host, this.shown)
    this.commands = new Commands(this)
    this.split = new SplitKeeper(this.datasets, this.draft)
    this.live.onEnd((state) => this.#told(state))
    this.settings.onLoad(() => this.#restore())
  }

  /** After the settings have come: what was open is open again, and a run that lives is shown. */
  async #restore(): Promise<void> {
    if (!this.ready) {
      this.view.restore(this.settings.current.view)
      this.draft.restore()
    }
    await this.datasets.load()
    const live = await this.host.call.training.state()
    const run = 'run' in live && live.run ? live.run : this.view.memory.run
    if (run && (await this.shown.open(run))) void this.watch.ask()
    this.shown.loading.clear()
    this.ready = true
  }

  /** A run that ended while another screen is shown says so. */
  #told(state: RunState): void {
    if (state.kind !== 'done' || (this.view.screen === 'names' && this.view.memory.tab === 'train')) return
    const action = { label: t().frame.status.show, run: () => this.show('names', 'train') }
    this.toasts.show(t().frame.endedToast[state.reason], action)
  }

  show(screen: Screen, tab?: NamesTab): void {
    this.view.show(screen, tab)
  }

  /** What Train would start now; null while something is missing or wrong. */
  get request(): TrainingRequest | null {
    const dataset = this.datasets.report?.summary.id
    if (!dataset || !this.draft.valid) return null
    const { device, watched } = this.settings.current
    return { dataset, config: this.draft.config, device, watched }
  }

  async train(): Promise<void> {
    const request = this.request
    if (!request || this.live.alive) return
    if (!this.settings.current.welcomed) void this.settings.change({ welcomed: true })
    this.show('names', 'train')
    const run = await this.live.start(request)
    if (run) await this.showRun(run)
  }

  /** Opens a run in the Train and Try tabs. */
  async showRun(run: RunId): Promise<void> {
    if (await this.shown.open(run)) await this.watch.ask()
  }

  /** Goes on with a run that was stopped, and shows it. */
  async resumeRun(run: RunId): Promise<void> {
    this.show('names', 'train')
    await this.live.resume(run)
    if (!this.live.acting.failure) await this.showRun(run)
  }

  /** Space: pause what runs, go on with what is paused. */
  async playPause(): Promise<void> {
    if (this.live.state.kind === 'training') await this.live.pause()
    else if (this.live.state.kind === 'paused') await this.live.resume()
  }
}

const key = Symbol('app')

export const provideApp = (app: App): App => setContext(key, app)

export const useApp = (): App => getContext<App>(key)
