import { AppError } from '#shared/errors/app-error'
import { platformKnows949, Windows949 } from './windows-949'

/** Names that people and Python use for encodings, as the label that TextDecoder knows. */
const aliases: Readonly<Record<string, string>> = {
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  ksc5601: 'euc-kr',
  cp932: 'shift_jis',
  cp936: 'gb18030',
  cp950: 'big5',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  ansi: 'windows-1252',
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'utf-16': 'utf-16le'
}

/** The label of an encoding as the WHATWG standard writes it, or undefined when it cannot be decoded. */
export function encodingLabel(name: string): string | undefined {
  const given = name.trim().toLowerCase()
  try {
    return new TextDecoder(Object.hasOwn(aliases, given) ? aliases[given] : given).encoding
  } catch {
    return undefined
  }
}

/** What bytes 0x80 to 0x9f mean in windows-1252. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Thrown when bytes that had to be UTF-8 are not. */
export class NotUtf8 extends Error {}

/** Bytes in, text out, across any chunk border. Letters that cannot be decoded become U+FFFD and are counted. */
export class ByteDecoder {
  readonly #decoder: Pick<TextDecoder, 'decode'> | Windows949
  #replaced = 0
  /** Some versions of Node decode windows-1252 as Latin-1 (nodejs/node#56542). */
  readonly #mend: boolean

  /** @param strict throw NotUtf8 instead of replacing */
  constructor(
    readonly encoding: string,
    private readonly strict = false
  ) {
    const platform = new TextDecoder(encoding, { fatal: strict })
    this.#decoder = platform.encoding === 'euc-kr' && !platformKnows949() ? new Windows949() : platform
    this.#mend = platform.encoding === 'windows-1252' && platform.decode(Uint8Array.of(0x80)) !== '€'
  }

  get replaced(): number {
    return this.#replaced
  }

  push(bytes: Uint8Array): string {
    return this.#decode(bytes, true)
  }

  /** What is left at the end of the data. */
  end(): string {
    return this.#decode(new Uint8Array(0), false)
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    let text: string
    try {
      text = this.#decoder.decode(bytes, { stream })
    } catch {
      throw new NotUtf8()
    }
    if (!this.strict)
      for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) this.#replaced++
    if (!this.#mend) return text
    return text.replace(/[\x80-\x9f]/g, (letter) => windows1252[letter.charCodeAt(0) - 0x80] ?? letter)
  }
}

/** All bytes at once, or undefined when they are not of this encoding. A last letter that is cut in half is forgiven. */
export function decodeWhole(bytes: Uint8Array, encoding: string): string | undefined {
  const decoder = new ByteDecoder(encoding)
  const text = decoder.push(bytes)
  return decoder.replaced === 0 ? text : undefined
}

/** @throws AppError 'data-encoding-unknown' */
export function requireEncoding(name: string, file: string): string {
  const label = encodingLabel(name)
  if (!label) throw new AppError('data-encoding-unknown', { encoding: name, file })
  return label
}
