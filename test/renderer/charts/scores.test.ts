import { describe, expect, it } from 'vitest'
import { scoreClasses, shrinkConfusion } from '../../../src/renderer/charts/scores'

describe('scores of classes', () => {
  // Truth in rows: 8 of 10 a's right, 1 of 4 b's right, nobody answered c and there is none.
  const confusion = [
    [8, 2, 0],
    [3, 1, 0],
    [0, 0, 0]
  ]

  it('gives precision, recall and F1 of each class', () => {
    const [a, b] = scoreClasses(['a', 'b', 'c'], confusion)
    expect(a).toEqual({ label: 'a', precision: 8 / 11, recall: 0.8, f1: 16 / 21, support: 10 })
    expect(b?.precision).toBeCloseTo(1 / 3)
    expect(b?.recall).toBe(0.25)
  })

  it('gives no number where nothing was answered and nothing is there', () => {
    expect(scoreClasses(['a', 'b', 'c'], confusion)[2]).toEqual({
      label: 'c',
      precision: null,
      recall: null,
      f1: null,
      support: 0
    })
  })
})

describe('a confusion matrix of many classes', () => {
  const confusion = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_, j) => (i === j ? 10 * (i + 1) : 1))
  )
  const total = confusion.flat().reduce((a, b) => a + b, 0)

  it('stays as it is when it fits', () => {
    expect(shrinkConfusion(confusion, 6)).toEqual({
      classes: [0, 1, 2, 3, 4, 5],
      counts: confusion,
      others: 0
    })
  })

  it('keeps the most frequent classes in their order, and loses no count', () => {
    const small = shrinkConfusion(confusion, 4)
    expect(small.classes).toEqual([3, 4, 5, null])
    expect(small.others).toBe(3)
    expect(small.counts.flat().reduce((a, b) => a + b, 0)).toBe(total)
    expect(small.counts[0]?.[0]).toBe(40)
    expect(small.counts[3]?.[3]).toBe(10 + 20 + 30 + 6) // the three diagonals, and what they took for each other
  })
})
