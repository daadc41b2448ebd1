import { describe, expect, it } from 'vitest'
import { LearningRate, scheduleFactor } from '#engine/trainer-schedule'

describe('scheduleFactor', () => {
  it('is 1, or falls to 0 at the end of the run', () => {
    expect([0, 50, 100].map((step) => scheduleFactor('constant', step, 100))).toEqual([1, 1, 1])
    expect([0, 25, 100].map((step) => scheduleFactor('linear', step, 100))).toEqual([1, 0.75, 0])
    const cosine = [0, 50, 100].map((step) => scheduleFactor('cosine', step, 100))
    expect(cosine[0]).toBe(1)
    expect(cosine[1]).toBeCloseTo(0.5)
    expect(cosine[2]).toBeCloseTo(0)
  })

  it('leaves every step something', () => {
    for (let step = 0; step < 100; step++) expect(scheduleFactor('cosine', step, 100)).toBeGreaterThan(0)
  })
})

describe('LearningRate', () => {
  it('rises in a warm-up', () => {
    const rate = new LearningRate('constant', 100, 0.1, 0.5)
    expect(rate.at(0)).toBeCloseTo(0.05)
    expect(rate.at(4)).toBeCloseTo(0.25)
    expect([rate.at(9), rate.at(10), rate.at(99)]).toEqual([0.5, 0.5, 0.5])
  })

  it('takes a new rate for the step in hand and goes on in proportion', () => {
    const rate = new LearningRate('linear', 100, 0, 1)
    rate.set(0.2, 50)
    expect(rate.at(50)).toBeCloseTo(0.2)
    expect(rate.at(75)).toBeCloseTo(0.1)
  })

  it('does not shoot up after a warm-up in which it was changed', () => {
    const rate = new LearningRate('constant', 100, 0.5, 1)
    rate.set(0.2, 0)
    expect(rate.at(99)).toBeCloseTo(0.2)
  })
})
