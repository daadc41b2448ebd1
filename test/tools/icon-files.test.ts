import { describe, expect, it } from 'vitest'
import { icns, ico } from '../../tools/lib/icon-files.mjs'

const drawn = new Map(
  [16, 32, 48, 64, 128, 256, 512, 1024].map((size) => [size, Buffer.alloc(size, size % 251)])
)

describe('icon files', () => {
  it('an .ico points at each of its pictures', () => {
    const file = ico(drawn)
    const count = file.readUInt16LE(4)
    expect(count).toBe(6)
    for (let i = 0; i < count; i++) {
      const at = 6 + 16 * i
      const size = file.readUInt8(at) || 256
      const picture = file.subarray(file.readUInt32LE(at + 12)).subarray(0, file.readUInt32LE(at + 8))
      expect(picture).toEqual(drawn.get(size))
    }
  })

  it('an .icns is as long as it says, part by part', () => {
    const file = icns(drawn)
    expect(file.toString('ascii', 0, 4)).toBe('icns')
    expect(file.readUInt32BE(4)).toBe(file.length)
    let at = 8
    let parts = 0
    for (; at < file.length; parts++) at += file.readUInt32BE(at + 4)
    expect([at, parts]).toEqual([file.length, 11])
  })
})
