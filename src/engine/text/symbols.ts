// Letters are Unicode code points after NFC, so that one letter has one spelling: a Korean or Vietnamese name typed
// in pieces (NFD) equals the composed one.

/**
 * The code points of a text, in NFC. With `lowerCase`, by Unicode's rules and never by a locale's (in Turkish
 * 'I' would become a dotless i). A surrogate without its partner comes out as itself and is in no vocabulary.
 */
export function symbolsOf(text: string, lowerCase: boolean): string[] {
  const composed = text.normalize('NFC')
  return Array.from(lowerCase ? composed.toLowerCase().normalize('NFC') : composed)
}

/** Whether a code point stands for a letter at all: not half of a surrogate pair. */
export function isScalar(symbol: string): boolean {
  const code = symbol.codePointAt(0)!
  return code < 0xd800 || code > 0xdfff
}

/** Before the first letter and after the last one: control characters that no name holds. */
export const startMarker = '\u0002'
export const endMarker = '\u0003'

/**
 * Pairs of neighbouring symbols, one a symbol: the one before it (the start marker before the first) and itself. Case is
 * ignored, so that a pair is seen as often as can be.
 */
export function pairsOf(symbols: readonly string[]): string[] {
  const lower = symbols.map((symbol) => Array.from(symbol.toLowerCase())[0])
  return lower.map((symbol, index) => (index === 0 ? startMarker : lower[index - 1]) + symbol)
}

/** Code points in ascending order; UTF-16's own order puts emoji before some of the plain ones. */
export function byCodePoints(a: string, b: string): number {
  const left = Array.from(a, (symbol) => symbol.codePointAt(0)!)
  const right = Array.from(b, (symbol) => symbol.codePointAt(0)!)
  const differs = left.findIndex((code, index) => code !== right[index])
  return differs < 0 ? left.length - right.length : left[differs] - (right[differs] ?? -1)
}
