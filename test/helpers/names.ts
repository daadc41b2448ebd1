import { namesPresets } from '#shared/presets'
import type { NamesModelConfig } from '#shared/schemas/names-config'

/** A small model without dropout, but for what `changes` says. */
export function modelConfig(changes: Partial<NamesModelConfig> = {}): NamesModelConfig {
  return { ...namesPresets.lecture.model, embeddingSize: 5, hiddenSize: 6, ...changes }
}

/** Ids of `count` names of 1 to `longest` letters, the same for the same arguments. */
export function madeUpNames(count: number, rows: number, longest: number): number[][] {
  let state = 1
  const next = (limit: number) => (state = (state * 48_271) % 0x7fffffff) % limit
  return Array.from({ length: count }, () => Array.from({ length: 1 + next(longest) }, () => next(rows)))
}
