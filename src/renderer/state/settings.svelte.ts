import { defaultSettings, type AppInfo, type Settings } from '#shared/schemas/app'
import { fromTag, language } from '../i18n/language.svelte'
import { theme } from './theme.svelte'
import type { Host } from './host.svelte'

type Changes = Partial<Omit<Settings, 'formatVersion'>>

/** The person's settings, kept by the host, and what this program is. */
export class SettingsState {
  current = $state.raw<Settings>(defaultSettings)
  info = $state.raw<AppInfo | null>(null)
  loaded = $state(false)
  #loads: (() => Promise<void>)[] = []

  constructor(private readonly host: Host) {
    host.attach((link) => {
      link.on.app.settingsChanged((settings) => this.#take(settings))
      this.#load().catch(() => undefined) // a wire that breaks here is opened again, and this runs again
    })
  }

  async #load(): Promise<void> {
    const [settings, info] = await Promise.all([this.host.call.app.settings(), this.host.call.app.info()])
    this.info = info
    this.#take(settings)
    this.loaded = true
    for (const hear of this.#loads) await hear()
  }

  /** Calls `hear` after the settings have come, and again after every reconnection. */
  onLoad(hear: () => Promise<void>): void {
    this.#loads.push(hear)
  }

  #take(settings: Settings): void {
    this.current = settings
    theme.choose(settings.theme)
    // A browser's own language is its user's; the window of Electron has the system's.
    const tag = this.info?.front === 'electron' ? this.info.locale : navigator.language
    language.current = settings.language ?? fromTag(tag)
  }

  /** Shown at once, then stored. */
  async change(changes: Changes): Promise<void> {
    this.#take({ ...this.current, ...changes })
    this.#take(await this.host.call.app.changeSettings(changes))
  }
}
