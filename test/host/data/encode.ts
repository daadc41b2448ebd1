import { ByteDecoder } from '#host/data/text-decoder'

/** Text in an encoding that the platform can only decode: the table is made by decoding every one- and two-byte code. */
export function encodeAs(text: string, encoding: string): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = tableOf(encoding)
  return Buffer.concat(
    Array.from(text, (letter) => {
      const code = table.get(letter)
      if (!code) throw new Error(`${encoding} has no ${letter}`)
      return code
    })
  )
}

const tables = new Map<string, Map<string, Buffer>>()

function tableOf(encoding: string): Map<string, Buffer> {
  const made = tables.get(encoding)
  if (made) return made
  const table = new Map<string, Buffer>()
  const decoder = new ByteDecoder(encoding)
  const learn = (...bytes: number[]): void => {
    const code = Buffer.from(bytes)
    const letter = decoder.push(code) + decoder.end()
    if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter)) table.set(letter, code)
  }
  for (let first = 0; first < 256; first++) learn(first)
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) learn(first, second)
  tables.set(encoding, table)
  return table
}
