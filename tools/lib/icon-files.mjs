// Containers of PNG pictures, as Windows and macOS have them.

/** An .ico file: a directory of 16 bytes a picture, then the pictures. `drawn`: size in pixels -> PNG. */
export function ico(drawn) {
  const pictures = [16, 32, 48, 64, 128, 256].map((size) => [size, drawn.get(size)])
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2) // icons
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach(([size, png], i) => {
    const at = 6 + 16 * i
    head.writeUInt8(size % 256, at) // 0 stands for 256
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4) // planes
    head.writeUInt16LE(32, at + 6) // bits a pixel
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...pictures.map(([, png]) => png)])
}

/** macOS's names of sizes; with '@2x' a size has a second name. */
const kinds = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512]
]

/** An .icns file: a magic word and the whole length, then name, length and PNG of each picture. */
export function icns(drawn) {
  const parts = kinds.map(([kind, size]) => {
    const png = drawn.get(size)
    const head = Buffer.alloc(8)
    head.write(kind, 0, 'ascii')
    head.writeUInt32BE(png.length + 8, 4)
    return Buffer.concat([head, png])
  })
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'ascii')
  head.writeUInt32BE(body.length + 8, 4)
  return Buffer.concat([head, body])
}
