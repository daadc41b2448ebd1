import { describe, expect, it } from 'vitest'
import type { Epoch } from '#shared/schemas/names-metrics'
import { merge } from '../../../src/renderer/state/epochs'

const epoch = (n: number, loss: number): Epoch => ({ epoch: n, loss }) as Epoch

describe('epochs from the folder and from the wire', () => {
  it('stand once each, in order, the later report of two', () => {
    const merged = merge([epoch(1, 3), epoch(2, 2)], [epoch(3, 1), epoch(2, 2.5)])
    expect(merged.map(({ epoch, loss }) => [epoch, loss])).toEqual([
      [1, 3],
      [2, 2.5],
      [3, 1]
    ])
  })
})
