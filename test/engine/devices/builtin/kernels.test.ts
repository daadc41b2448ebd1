import v8 from 'node:v8'
import { describe, expect, it } from 'vitest'
import { loadKernels, multipliesThenAdds, type Kernels } from '#engine/devices/builtin/kernels'

// Node before 22 has relaxed SIMD behind this flag, and later ones do not know it.
if (Number(process.versions.node.split('.')[0]) < 22)
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd')

describe('multipliesThenAdds', () => {
  it('holds for both modules on this engine, and leaves their memory as it was', () => {
    for (const variant of ['plain', 'relaxed'] as const) {
      const loaded = loadKernels(variant)
      expect(loaded.variant).toBe(variant)
      expect(multipliesThenAdds(loaded)).toBe(true)
      expect(new Float32Array(loaded.memory.buffer, 0, 64).every((value) => value === 0)).toBe(true)
    }
  })

  it('tells an engine that adds before it multiplies', () => {
    const memory = new WebAssembly.Memory({ initial: 1 })
    const swapped = {
      product: (a: number, _ar: number, _ac: number, b: number, _br: number, c: number) => {
        const cells = new Float32Array(memory.buffer)
        for (let i = 0; i < 4; i++) cells[c / 4 + i] = cells[a / 4]! + cells[b / 4 + i]! * cells[c / 4 + i]!
      }
    } as unknown as Kernels
    expect(multipliesThenAdds({ kernels: swapped, memory })).toBe(false)
  })
})
