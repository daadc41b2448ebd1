import { describe, expect, it } from 'vitest'
import { balancedWeights, scoresOf } from '#engine/tasks/scores'

describe('scoresOf', () => {
  // Worked by hand: class 0 has 4 rows (3 right), class 1 has 2 (1 right), class 2 has none but is answered once.
  const truths = [0, 0, 0, 0, 1, 1]
  const answers = [0, 0, 0, 2, 1, 0]
  const clean = [1, 0, 0, 1, 0, 1]
  const scores = scoresOf(truths, answers, clean, 3)

  it('counts [truth][answer]', () => {
    expect(scores.confusion).toEqual([
      [3, 0, 1],
      [1, 1, 0],
      [0, 0, 0]
    ])
  })

  it('gives accuracy, on all rows and on the clean ones', () => {
    expect(scores.accuracy).toBeCloseTo(4 / 6)
    expect(scores.cleanAccuracy).toBeCloseTo(1 / 3)
    expect(scoresOf(truths, answers, [0, 0, 0, 0, 0, 0], 3).cleanAccuracy).toBeNull()
  })

  it('averages recall and F1 over the classes that occur', () => {
    expect(scores.macroRecall).toBeCloseTo((3 / 4 + 1 / 2) / 2)
    expect(scores.macroF1).toBeCloseTo((6 / 8 + 2 / 3) / 2)
  })

  it('has values without rows', () => {
    expect(scoresOf([], [], [], 2)).toMatchObject({
      accuracy: 0,
      macroRecall: 0,
      macroF1: 0,
      cleanAccuracy: null
    })
  })
})

describe('balancedWeights', () => {
  it('makes every class that occurs weigh alike', () => {
    const weights = balancedWeights([0, 0, 0, 2], 3)
    expect([...weights]).toEqual([Math.fround(4 / 6), 0, 2])
  })
})
