import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { maximumOfRows, meanOfRows, readsOf } from '#engine/layers/readout'
import { packingOf } from '#engine/rnn/packing'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { derive } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

// Two rows of two letters and one: packed first letters, then the second one of the first row.
const packing = packingOf([2, 1])
const values = [1, -5, 3, 4, 1, -7] // row 0: (1, -5), (1, -7); row 1: (3, 4)

onEachBackend('readouts', () => {
  expectNoLeaks()

  it('the mean leaves other rows and padding out', () => {
    const outputs = tf.tensor2d(values, [3, 2])
    const dy = tf.tensor2d([1, 2, 3, 4], [2, 2])
    const found = derive({ outputs }, { mean: dy }, () => ({ mean: meanOfRows(outputs, packing) }))
    expectClose('mean', found.values.mean, [1, -6, 3, 4], 1e-6)
    expectClose('d.outputs', found.gradients.outputs, [0.5, 1, 3, 4, 0.5, 1], 1e-6)
    tf.dispose([outputs, dy])
  })

  it('the maximum of negative values is not the padding, and equal ones share the gradient', () => {
    const outputs = tf.tensor2d(values, [3, 2])
    const dy = tf.tensor2d([1, 2, 3, 4], [2, 2])
    const found = derive({ outputs }, { highest: dy }, () => ({ highest: maximumOfRows(outputs, packing) }))
    expectClose('maximum', found.values.highest, [1, -5, 3, 4], 1e-6)
    expectClose('d.outputs', found.gradients.outputs, [0.5, 2, 3, 4, 0.5, 0], 1e-6)
    tf.dispose([outputs, dy])
  })

  it('ask for no more than they take', () => {
    const config = {
      cell: { kind: 'gru', nonlinearity: 'tanh' },
      inputSize: 1,
      hiddenSize: 1,
      layers: 2
    } as const
    const reads = readsOf('last-direction', { ...config, bidirectional: true })
    expect(reads.outputs).toBe(false)
    expect([0, 1].map((layer) => [false, true].map((reverse) => reads.final(layer, reverse)))).toEqual([
      [false, false],
      [false, true]
    ])
    expect(readsOf('last-direction', { ...config, bidirectional: false }).final(1, false)).toBe(true)
    expect(readsOf('mean', { ...config, bidirectional: true }).final(1, true)).toBe(false)
  })
})
