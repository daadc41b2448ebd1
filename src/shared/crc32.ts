// CRC-32 (ISO 3309, as in gzip and zip), four bytes at a time ("slicing by 4"). It finds every damaged run of up to
// 32 bits; it is a check against accidents, not against people.

const tables = [0, 1, 2, 3].map(() => new Uint32Array(256)) as [
  Uint32Array,
  Uint32Array,
  Uint32Array,
  Uint32Array
]
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  tables[0][byte] = value
}
for (let slice = 1; slice < 4; slice++) {
  for (let byte = 0; byte < 256; byte++) {
    const before = tables[slice - 1]![byte]!
    tables[slice]![byte] = (before >>> 8) ^ tables[0][before & 255]!
  }
}

/** CRC-32 of `bytes`, an unsigned 32-bit integer; `before` continues an earlier sum. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const [t0, t1, t2, t3] = tables
  let crc = ~before
  let at = 0
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[at]!) & 255]!
  return ~crc >>> 0
}
