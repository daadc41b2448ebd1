import * as numbers from './numbers'
import { language } from './language.svelte'

// The same functions in the language in use; reactive, for components.

export const count = (n: number): string => numbers.count(n, language.current)
export const percent = (share: number | null, digits = 1): string =>
  numbers.percent(share, language.current, digits)
export const fixed = (value: number | null, digits = 2): string =>
  numbers.fixed(value, language.current, digits)
export const small = (value: number): string => numbers.small(value, language.current)
export const compact = (value: number): string => numbers.compact(value, language.current)
export const bytes = (value: number): string => numbers.bytes(value, language.current)
export const duration = (seconds: number): string => numbers.duration(seconds, language.current)
export const moment = (iso: string): string => numbers.moment(iso, language.current)
