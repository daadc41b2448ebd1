import { describe, expect, it } from 'vitest'
import { curveSeries, lastEpoch } from '../../../src/renderer/charts/curve-series'
import type { Epoch } from '#shared/schemas/names-metrics'

const epoch = (n: number): Epoch => ({
  epoch: n,
  step: n,
  loss: 3 / n,
  accuracy: 0.5,
  heldOut: {
    loss: 4 / n,
    accuracy: 0.4,
    cleanAccuracy: null,
    macroRecall: 0.3,
    macroF1: 0.3,
    count: 10
  },
  seconds: 1,
  rate: 100,
  learningRate: 0.01,
  best: false,
  confusion: [],
  watched: []
})
const epochs = [1, 2, 3, 4].map(epoch)

describe('the lines of a run', () => {
  it('takes the epochs alone when no report between them was heard', () => {
    const series = curveSeries(epochs, [], 0.6)
    expect(series.trainLoss).toEqual([
      { x: 1, y: 3 },
      { x: 2, y: 1.5 },
      { x: 3, y: 1 },
      { x: 4, y: 0.75 }
    ])
    expect(series.heldOutLoss.map((point) => point.y)).toEqual([4, 2, 4 / 3, 1])
  })

  it('leaves no gap and draws nothing twice when the window came late', () => {
    const reports = [2.5, 2.75, 3.25].map((x) => ({ x, loss: 1 }))
    const xs = curveSeries(epochs, reports, 0).trainLoss.map((point) => point.x)
    expect(xs).toEqual([1, 2, 2.5, 2.75, 3.25])
  })

  it('never smooths the scores of epochs', () => {
    const smooth = curveSeries(epochs, [], 0.9)
    expect(smooth.heldOutAccuracy).toEqual(curveSeries(epochs, [], 0).heldOutAccuracy)
  })

  it('draws at most 2,000 points and keeps the last', () => {
    const many = Array.from({ length: 9000 }, (_, i) => epoch(i + 1))
    const { heldOutLoss } = curveSeries(many, [], 0)
    expect(heldOutLoss.length).toBeLessThanOrEqual(2001)
    expect(heldOutLoss.at(-1)?.x).toBe(9000)
  })
})

describe('the right end of the epoch axis', () => {
  it('is the plan when the plan is short', () => expect(lastEpoch(2, 30)).toBe(30))
  it('grows with what is there when the plan is long', () => {
    expect(lastEpoch(3, 100)).toBe(10)
    expect(lastEpoch(20, 100)).toBe(30)
    expect(lastEpoch(99, 100)).toBe(100)
  })
})
