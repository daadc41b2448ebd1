import { namesPresets, type NamesPreset } from '#shared/presets'
import { namesConfigSchema, type NamesConfig } from '#shared/schemas/names-config'
import type { Estimate } from '#shared/schemas/runs'
import { findIssues } from './config-issues'
import {
  differences,
  differing,
  readPath,
  writePath,
  type ConfigPath,
  type ConfigValue
} from './config-paths'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'
import type { View } from './view.svelte'

const pause = 250

/** The configuration being edited: a preset, what was changed of it, what is wrong with it, what it will cost. */
export class Draft {
  config = $state.raw<NamesConfig>(namesPresets.quick)
  base = $state<NamesPreset>('quick')
  estimate = $state.raw<Estimate | null>(null)
  readonly estimating = new Task()
  readonly changed = $derived(differing(this.config, namesPresets[this.base]))
  readonly issues = $derived(findIssues(this.config))
  readonly valid = $derived(this.issues.size === 0)
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(
    private readonly host: Host,
    private readonly view: View
  ) {}

  restore(): void {
    this.base = this.view.memory.base
    this.config = this.view.memory.draft ?? namesPresets[this.base]
  }

  usePreset(preset: NamesPreset): void {
    this.base = preset
    this.#set(namesPresets[preset])
  }

  /** The settings of a run, to be changed and run again. */
  copy(config: NamesConfig): void {
    this.base = config.preset === 'custom' ? nearest(config) : config.preset
    this.#set(config)
  }

  read(path: ConfigPath): ConfigValue {
    return readPath(this.config, path)
  }

  write(path: ConfigPath, value: ConfigValue): void {
    this.#set(writePath(this.config, path, value))
  }

  reset(path: ConfigPath): void {
    this.write(path, readPath(namesPresets[this.base], path))
  }

  #set(config: NamesConfig): void {
    const same = differences(config, namesPresets[this.base]).length === 0
    this.config = { ...config, preset: same ? this.base : 'custom' }
    const kept = namesConfigSchema.safeParse(this.config).success
    this.view.remember(kept ? { draft: this.config, base: this.base } : { base: this.base })
  }

  /** Asks what this would cost on the open data, a moment after the last change. */
  guess(dataset: string | null, device: 'auto' | 'cuda' | 'native' | 'builtin'): void {
    clearTimeout(this.#timer)
    if (!dataset || !this.valid) return
    const config = this.config
    const asked = ++this.#asked
    this.#timer = setTimeout(() => {
      void this.estimating
        .run(() => this.host.call.training.estimate({ dataset, config, device, watched: [] }))
        .then((estimate) => {
          if (asked === this.#asked && estimate) this.estimate = estimate
        })
    }, pause)
  }
}

/** The preset from which a configuration differs least. */
function nearest(config: NamesConfig): NamesPreset {
  const presets = Object.keys(namesPresets) as NamesPreset[]
  const distance = (preset: NamesPreset): number => differences(config, namesPresets[preset]).length
  return presets.reduce((best, preset) => (distance(preset) < distance(best) ? preset : best))
}
