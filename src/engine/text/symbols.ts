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
