// Node's `euc-kr` knows the 2,350 syllables of KS X 1001 and not the other 8,822 of windows-949, which Korean Windows
// writes. Those stand, in Unicode order, in the cells that KS X 1001 leaves free, so the table is worked out.

const replacement = 0xfffd
let table: Uint16Array | undefined

/** True where the platform's own decoder will do. */
export const platformKnows949 = (): boolean =>
  new TextDecoder('euc-kr').decode(Uint8Array.of(0x8c, 0x63)) === '똠'

/** [lead << 8 | trail] UTF-16 code unit, or 0. */
function makeTable(): Uint16Array {
  const made = new Uint16Array(0x10000)
  const known = new Set<number>()
  const decoder = new TextDecoder('euc-kr')
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length !== 1 || text === '\ufffd') continue
      made[(lead << 8) | trail] = text.charCodeAt(0)
      known.add(text.charCodeAt(0))
    }
  let syllable = 0xac00
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue
      while (known.has(syllable)) syllable++
      if (syllable > 0xd7a3) return made
      made[(lead << 8) | trail] = syllable++
    }
  return made
}

/** Decodes windows-949 across chunk borders; what is no code becomes U+FFFD. */
export class Windows949 {
  readonly #table = (table ??= makeTable())
  #lead = 0

  /** @param stream false at the end of the data */
  decode(bytes: Uint8Array, { stream }: { stream: boolean }): string {
    const units = new Uint16Array(bytes.length + 1)
    let length = 0
    for (const byte of bytes) {
      if (this.#lead === 0) {
        if (byte < 0x80) units[length++] = byte
        else this.#lead = byte
        continue
      }
      const unit = this.#table[(this.#lead << 8) | byte] as number
      this.#lead = 0
      units[length++] = unit || replacement
      // A line end or separator is not lost to a broken letter before it.
      if (unit === 0 && byte < 0x80) units[length++] = byte
    }
    if (!stream && this.#lead !== 0) {
      units[length++] = replacement
      this.#lead = 0
    }
    return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
  }
}
