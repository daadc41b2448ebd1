import { describe, expect, it } from 'vitest'
import { memoryEstimate, parameterCount } from '#shared/parameter-count'
import { namesPresets } from '#shared/presets'

describe('parameterCount', () => {
  const { lecture, best } = namesPresets

  it('is 317,018 for 13_2', () => {
    expect(parameterCount(lecture.model, 128, 18)).toBe(317_018)
  })

  it('counts members and pairs of letters', () => {
    const one = parameterCount({ ...best.model, members: 1 }, 60, 18, 500)
    // 60 x 64 + 500 x 64 + 2 x 240 x (128 + 80 + 2) + (3 x 160 + 1) x 18
    expect(one).toBe(3840 + 32_000 + 100_800 + 8658)
    expect(parameterCount(best.model, 60, 18, 500)).toBe(5 * one)
  })
})

describe('memoryEstimate', () => {
  it('grows with the batch and with the weights', () => {
    const { model } = namesPresets.lecture
    const small = memoryEstimate(model, 128, 18, 100)
    expect(memoryEstimate(model, 128, 18, 2000)).toBeGreaterThan(small)
    expect(memoryEstimate({ ...model, hiddenSize: 200 }, 128, 18, 100)).toBeGreaterThan(2 * small)
  })
})
