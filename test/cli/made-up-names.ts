import { writeFileSync } from 'node:fs'

// Names of two invented peoples: one ends its names in vowels, the other in consonants.
const starts = ['ka', 'lo', 'mi', 'ru', 'te', 'vo', 'zi', 'pa', 'ne', 'du']
const middles = ['ra', 'li', 'mo', 'tu', 'se', 'ni', 'ko', 'va']
const ends = { Orani: ['a', 'o', 'ia', 'ua'], Tekur: ['rk', 'n', 'st', 'ld'] }

/** Writes a file of `rows` names, half of each people; the same rows every time. */
export function writeNames(file: string, rows: number, offset = 0): void {
  const labels = Object.keys(ends) as (keyof typeof ends)[]
  const lines = Array.from({ length: rows }, (_, i) => {
    const label = labels[i % 2]!
    const n = Math.floor(i / 2) + offset
    const name = `${starts[n % 10]}${middles[Math.floor(n / 10) % 8]}${ends[label][Math.floor(n / 80) % 4]}`
    return `${name[0]!.toUpperCase()}${name.slice(1)},${label}`
  })
  writeFileSync(file, `${lines.join('\n')}\n`)
}
