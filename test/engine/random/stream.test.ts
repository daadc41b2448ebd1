import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dropoutMask, normalArray, permutation, uniformArray } from '#engine/random/fill'
import { resumeStream, stream, type StreamPurpose } from '#engine/random/stream'

const take = (count: number, ...key: [number, StreamPurpose, ...number[]]): number[] => {
  const random = stream(...key)
  return Array.from({ length: count }, () => random.uniform())
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length
const variance = (values: ArrayLike<number>): number => {
  const middle = mean(values)
  return mean(Array.from(values, (value) => (value - middle) ** 2))
}

describe('stream', () => {
  it('gives the same numbers for the same key on every machine', () => {
    // Fixed for good: a change here breaks the resuming of old runs.
    const random = stream(0, 'shuffle', 1)
    expect(Array.from({ length: 3 }, () => random.below(1_000_000))).toEqual([474_545, 735_928, 810_153])
  })

  it('differs by seed, purpose and each index', () => {
    const keys: [number, StreamPurpose, ...number[]][] = [
      [0, 'shuffle'],
      [1, 'shuffle'],
      [-1, 'shuffle'],
      [0, 'dropout'],
      [0, 'shuffle', 0],
      [0, 'shuffle', 1],
      [0, 'shuffle', 0, 1],
      [0, 'shuffle', 1, 0]
    ]
    const starts = keys.map((key) => take(4, ...key).join())
    expect(new Set(starts).size).toBe(keys.length)
  })

  it('gives neighbours that do not follow each other', () => {
    // Correlation of the first numbers of 2,000 neighbouring steps: within 4 / sqrt(2000) of none.
    const first = Array.from({ length: 2001 }, (_, step) => take(1, 7, 'dropout', step)[0] - 0.5)
    const products = first.slice(1).map((value, i) => value * first[i])
    expect(Math.abs(mean(products) / variance(first))).toBeLessThan(4 / Math.sqrt(2000))
    expect(Math.abs(mean(first))).toBeLessThan(4 / Math.sqrt(12 * 2000))
  })

  it('goes on from a stored state', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, skipped) => {
        const random = stream(seed, 'sampling')
        for (let i = 0; i < skipped; i++) random.uniform()
        const copy = resumeStream(JSON.parse(JSON.stringify(random.state())) as number[])
        expect(Array.from({ length: 5 }, () => copy.uniform())).toEqual(
          Array.from({ length: 5 }, () => random.uniform())
        )
      })
    )
  })
})

describe('distributions', () => {
  it('uniform numbers have the moments of their interval', () => {
    const values = uniformArray(stream(3, 'initialisation'), 50_000, -0.1, 0.3)
    expect(mean(values)).toBeCloseTo(0.1, 2)
    expect(variance(values)).toBeCloseTo(0.4 ** 2 / 12, 3)
    expect(Math.min(...values.slice(0, 9999))).toBeGreaterThanOrEqual(Math.fround(-0.1))
    expect(Math.max(...values.slice(0, 9999))).toBeLessThan(0.3)
  })

  it('normal numbers have the moments of the standard normal', () => {
    const values = normalArray(stream(3, 'initialisation'), 50_000)
    expect(mean(values)).toBeCloseTo(0, 1)
    expect(variance(values)).toBeCloseTo(1, 1)
    const fourth = mean(Array.from(values, (value) => value ** 4))
    expect(Math.abs(fourth - 3)).toBeLessThan(0.2)
    expect(values.every(Number.isFinite)).toBe(true)
  })

  it('every count of `below` is as likely', () => {
    const random = stream(5, 'sampling')
    const counts = new Array<number>(7).fill(0)
    for (let i = 0; i < 70_000; i++) counts[random.below(7)]++
    const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chi).toBeLessThan(24) // 6 degrees of freedom: 99.95 %
  })

  it('a dropout mask keeps the mean', () => {
    const mask = dropoutMask(stream(1, 'dropout', 0), 40_000, 0.4)
    expect([...new Set(mask)].sort()).toEqual([0, expect.closeTo(1 / 0.6, 4)])
    for (const parity of [0, 1]) expect(mean(mask.filter((_, i) => i % 2 === parity))).toBeCloseTo(1, 1)
    // Neighbours, which share a draw, are independent: both are dropped at 0.16.
    const both = mean(mask.map((value, i) => (value === 0 && mask[i ^ 1] === 0 ? 1 : 0)))
    expect(Math.abs(both - 0.16)).toBeLessThan(0.01)
    expect(dropoutMask(stream(1, 'dropout', 0), 7, 0.4)).toEqual(mask.slice(0, 7))
    expect(dropoutMask(stream(1, 'dropout', 0), 9, 0)).toEqual(new Float32Array(9).fill(1))
  })

  it('a permutation has every place once, and every place is reached', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(200), (seed, count) => {
        const order = permutation(stream(seed, 'shuffle'), count)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
      })
    )
    const firsts = Array.from({ length: 600 }, (_, epoch) => permutation(stream(2, 'shuffle', epoch), 6)[0])
    for (let place = 0; place < 6; place++) {
      const share = firsts.filter((first) => first === place).length
      expect(share).toBeGreaterThan(60)
      expect(share).toBeLessThan(140)
    }
  })
})
