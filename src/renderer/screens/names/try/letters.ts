/** Probability of every class after one letter, as the few surest. */
export interface Guess {
  readonly label: string
  readonly probability: number
}

/** The surest classes. `probabilities` is in the order of `classes`. */
export function surest(probabilities: readonly number[], classes: readonly string[], most: number): Guess[] {
  return probabilities
    .map((probability, k) => ({ label: classes[k] ?? '', probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most)
}

const latin = [...'abcdefghijklmnopqrstuvwxyz']
const between = (code: number, first: number, last: number): boolean => code >= first && code <= last

/**
 * The letter after or before this one in its own alphabet: a to z around, in the same case; Hangul syllables, kana and other
 * letters by code point.
 */
export function nextLetter(letter: string, step: 1 | -1): string {
  const lower = letter.toLowerCase()
  const place = latin.indexOf(lower)
  if (place >= 0) {
    const next = latin[(place + step + latin.length) % latin.length] ?? 'a'
    return letter === lower ? next : next.toUpperCase()
  }
  const code = letter.codePointAt(0) ?? 0
  if (between(code, 0xac00, 0xd7a3)) return around(code + step, 0xac00, 0xd7a3)
  if (between(code, 0x3041, 0x3096)) return around(code + step, 0x3041, 0x3096)
  if (between(code, 0x30a1, 0x30fa)) return around(code + step, 0x30a1, 0x30fa)
  const next = String.fromCodePoint(Math.max(0x20, code + step))
  return /\p{L}/u.test(next) ? next : step > 0 ? 'a' : 'z'
}

function around(code: number, first: number, last: number): string {
  return String.fromCodePoint(code > last ? first : code < first ? last : code)
}
