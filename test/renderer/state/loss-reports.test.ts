import { describe, expect, it } from 'vitest'
import { addReport, smooth, type LossReport } from '../../../src/renderer/state/loss-reports'

describe('reports between epochs', () => {
  it('come in order; after a resume the later ones of a stretch count', () => {
    const heard: LossReport[] = [0.2, 0.4, 0.6].map((x) => ({ x, loss: 2 }))
    expect(addReport(heard, { x: 0.4, loss: 1 })).toEqual([
      { x: 0.2, loss: 2 },
      { x: 0.4, loss: 1 }
    ])
  })

  it('are thinned by pairs, so that they never grow without end', () => {
    let reports: LossReport[] = []
    for (let i = 1; i <= 20_000; i++) reports = addReport(reports, { x: i, loss: 5 })
    expect(reports.length).toBeLessThanOrEqual(1600)
    expect(reports.at(-1)?.x).toBe(20_000)
    expect(new Set(reports.map((report) => report.loss))).toEqual(new Set([5]))
    expect(reports.every((report, i) => i === 0 || report.x > reports[i - 1]!.x)).toBe(true)
  })
})

describe('smoothing', () => {
  it('leaves a constant alone from the first value on', () => {
    expect(smooth([3, 3, 3], 0.9).every((value) => Math.abs(value - 3) < 1e-12)).toBe(true)
  })

  it('does nothing with weight 0', () => expect(smooth([1, 5, 2], 0)).toEqual([1, 5, 2]))

  it('is an exponential mean without the pull to zero', () => {
    // 0.5: (1*0.25 + 3*0.5) / (0.25 + 0.5)
    expect(smooth([1, 3], 0.5)[1]).toBeCloseTo((0.5 * 0.5 * 1 + 0.5 * 3) / 0.75)
  })
})
