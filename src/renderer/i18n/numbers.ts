import type { Language } from '#shared/schemas/app'

// Numbers in words of one language. Plain functions of the language, so that dictionaries can call them.

const cache = new Map<string, Intl.NumberFormat>()

function decimal(language: Language, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most })
  cache.set(key, made)
  return made
}

/** 13374 -> "13,374". */
export const count = (n: number, language: Language): string => decimal(language, 0, 0).format(n)

/** 0.849 -> "84.9 %" (English, with a no-break space) or "84.9%" (Korean). */
export function percent(share: number | null, language: Language, digits = 1): string {
  if (share === null || !Number.isFinite(share)) return '–'
  return `${decimal(language, digits, digits).format(share * 100)}${language === 'ko' ? '%' : '\u00a0%'}`
}

/** A loss or another small number with a fixed count of decimals, so that it keeps its width. */
export function fixed(value: number | null, language: Language, digits = 2): string {
  if (value === null || Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  return decimal(language, digits, digits).format(value).replace('-', '−')
}

/** A setting's value: 2048 -> "2,048", 0.001 -> "0.001", 0.00001 -> "1e-5". */
export function small(value: number, language: Language): string {
  if (Number.isInteger(value)) return count(value, language)
  if (value !== 0 && Math.abs(value) < 1e-4) return value.toExponential(1).replace('.0e', 'e')
  return decimal(language, 0, 6).format(Number(value.toPrecision(3)))
}

/** Names a second: 5234 -> "5.2k", 870 -> "870". */
export function compact(value: number, language: Language): string {
  if (value >= 1e6) return `${decimal(language, 1, 1).format(value / 1e6)}M`
  if (value >= 1000) return `${decimal(language, 1, 1).format(value / 1000)}k`
  return decimal(language, 0, value < 10 ? 1 : 0).format(value)
}

/** Bytes with a unit of 1024: 1300000 -> "1.2 MB". */
export function bytes(value: number, language: Language): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let unit = 0
  let left = value
  while (left >= 1024 && unit < units.length - 1) {
    left /= 1024
    unit++
  }
  return `${decimal(language, 0, unit === 0 || left >= 100 ? 0 : 1).format(left)} ${units[unit]}`
}

/** Seconds as people say them: "8 s", "4 m 10 s", "2 h 5 m". */
export function duration(seconds: number, language: Language): string {
  const unit = language === 'ko' ? { h: '시간', m: '분', s: '초' } : { h: ' h', m: ' m', s: ' s' }
  if (seconds < 10) return `${decimal(language, 0, 1).format(Math.max(0, seconds))}${unit.s}`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}${unit.s}`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}${unit.m} ${whole % 60}${unit.s}`
  return `${count(Math.floor(minutes / 60), language)}${unit.h} ${minutes % 60}${unit.m}`
}

/** An ISO date as a short local date and time; the year only when it is not this one. */
export function moment(iso: string, language: Language, now = new Date()): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  return new Intl.DateTimeFormat(language, {
    ...(date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit'
  }).format(date)
}
