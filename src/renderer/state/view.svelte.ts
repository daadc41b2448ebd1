import { z } from '#shared/zod'
import { screens, type Screen } from '#shared/schemas/app'
import { namesConfigSchema } from '#shared/schemas/names-config'
import type { SettingsState } from './settings.svelte'

export const namesTabs = ['data', 'train', 'try'] as const
export type NamesTab = (typeof namesTabs)[number]

/** What the window remembers of itself. Every field falls back by itself, so an old memory never breaks a new window. */
const memorySchema = z.object({
  screen: z.enum(screens).catch('names'),
  tab: z.enum(namesTabs).catch('data'),
  dataset: z.string().nullable().catch(null),
  run: z.string().nullable().catch(null),
  draft: namesConfigSchema.nullable().catch(null),
  base: z.enum(['lecture', 'best', 'quick']).catch('quick'),
  openGroups: z.array(z.string()).catch(['model', 'training']),
  panel: z.boolean().catch(true),
  smoothing: z.number().min(0).max(0.99).catch(0.6),
  logLoss: z.boolean().catch(false),
  hiddenLines: z.array(z.string()).catch([]),
  logCounts: z.boolean().catch(false),
  counts: z.boolean().catch(true),
  typed: z.string().max(512).catch('Satoshi'),
  backward: z.boolean().catch(false),
  scroll: z.record(z.string(), z.number()).catch({})
})

export type Memory = z.infer<typeof memorySchema>

const pause = 600

/** The view's own memory: screens, tabs, scroll positions and last choices, stored in settings.view as text. */
export class View {
  memory = $state.raw<Memory>(memorySchema.parse({}))
  #timer: ReturnType<typeof setTimeout> | undefined
  #read = false

  constructor(private readonly settings: SettingsState) {}

  /** Once, when the settings have come. */
  restore(text: string): void {
    if (this.#read) return
    this.#read = true
    try {
      this.memory = memorySchema.parse(JSON.parse(text || '{}'))
    } catch {
      // An unreadable memory is an empty one.
    }
  }

  get screen(): Screen {
    return this.memory.screen
  }

  remember(changes: Partial<Memory>): void {
    this.memory = { ...this.memory, ...changes }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), pause)
  }

  show(screen: Screen, tab?: NamesTab): void {
    this.remember(tab ? { screen, tab } : { screen })
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.settings.change({ view: JSON.stringify(this.memory) }).catch(() => undefined)
  }
}
