import { describe, expect, it } from 'vitest'
import { nextLetter, surest } from '../../../src/renderer/screens/names/try/letters'
import { layOut, unitAt } from '../../../src/renderer/screens/names/try/mosaic'
import { barShare } from '../../../src/renderer/screens/names/data/bar-share'

describe('substituting a letter', () => {
  it('goes round the alphabet in the same case', () => {
    expect(nextLetter('a', 1)).toBe('b')
    expect(nextLetter('Z', 1)).toBe('A')
    expect(nextLetter('a', -1)).toBe('z')
  })

  it('stays in Hangul and kana', () => {
    expect(nextLetter('가', 1)).toBe('각')
    expect(nextLetter('힣', 1)).toBe('가')
    expect(nextLetter('ん', 1)).toBe('ゔ')
  })

  it('always gives one code point that is a letter', () => {
    for (const letter of ['é', 'ß', '中', 'ا', '-', ' ', "'", '🙂']) {
      for (const step of [1, -1] as const) {
        const next = nextLetter(letter, step)
        expect([...next]).toHaveLength(1)
        expect(next).toMatch(/\p{L}/u)
      }
    }
  })
})

describe('the surest classes', () => {
  it('are named by the order of the run', () => {
    expect(surest([0.1, 0.7, 0.2], ['a', 'b', 'c'], 2)).toEqual([
      { label: 'b', probability: 0.7 },
      { label: 'c', probability: 0.2 }
    ])
  })
})

describe('the mosaic of a state', () => {
  it('takes the largest squares that fit', () => {
    expect(layOut(48, 104, 240)).toEqual({ cell: 16, columns: 6, rows: 8 })
    const large = layOut(2048, 104, 240)
    expect(large.rows * large.cell).toBeLessThanOrEqual(240)
    expect(large.columns * large.rows).toBeGreaterThanOrEqual(2048)
  })

  it('finds the unit under the pointer, and none beside the last', () => {
    const mosaic = { cell: 10, columns: 10, rows: 5 }
    expect(unitAt(mosaic, 48, 25, 15)).toBe(12)
    expect(unitAt(mosaic, 48, 99, 45)).toBeNull()
    expect(unitAt(mosaic, 48, -1, 5)).toBeNull()
  })
})

describe('bars of counts', () => {
  it('are shares of the largest, or of its logarithm', () => {
    expect(barShare(49, 6272, false)).toBeCloseTo(49 / 6272)
    expect(barShare(49, 6272, true)).toBeGreaterThan(0.4)
    expect(barShare(0, 6272, true)).toBe(0)
  })
})
