import { describe, expect, it } from 'vitest'
import * as numbers from '../../../src/renderer/i18n/numbers'

describe('numbers in words', () => {
  it('writes shares as each language does', () => {
    expect(numbers.percent(0.849, 'en')).toBe('84.9\u00a0%')
    expect(numbers.percent(0.849, 'ko')).toBe('84.9%')
    expect(numbers.percent(null, 'en')).toBe('–')
    expect(numbers.percent(Number.NaN, 'en')).toBe('–')
  })

  it('keeps the decimals of a loss', () => {
    expect(numbers.fixed(0.6, 'en')).toBe('0.60')
    expect(numbers.fixed(-0.123, 'en')).toBe('−0.12')
    expect(numbers.fixed(Infinity, 'en')).toBe('∞')
  })

  it('writes settings without needless digits', () => {
    expect(numbers.small(0.001, 'en')).toBe('0.001')
    expect(numbers.small(0.00001, 'en')).toBe('1e-5')
    expect(numbers.small(2048, 'en')).toBe('2,048')
  })

  it('says how long as people do', () => {
    expect(numbers.duration(8.24, 'en')).toBe('8.2 s')
    expect(numbers.duration(250, 'en')).toBe('4 m 10 s')
    expect(numbers.duration(7500, 'en')).toBe('2 h 5 m')
    expect(numbers.duration(250, 'ko')).toBe('4분 10초')
  })

  it('shortens rates and bytes', () => {
    expect(numbers.compact(5234, 'en')).toBe('5.2k')
    expect(numbers.compact(870.4, 'en')).toBe('870')
    expect(numbers.bytes(1_300_000, 'en')).toBe('1.2 MB')
    expect(numbers.bytes(512, 'en')).toBe('512 B')
  })
})
