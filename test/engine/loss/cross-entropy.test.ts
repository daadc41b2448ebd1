import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { countRight, crossEntropy } from '#engine/loss/cross-entropy'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { fixture } from '../../helpers/fixtures'
import { derive } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

interface Case {
  readonly key: string
  readonly labels: number[]
  readonly labelSmoothing: number
  readonly classWeights: number[] | null
}

onEachBackend('cross-entropy', () => {
  expectNoLeaks()
  const numbers = fixture<Case>('cross-entropy')

  it.each(numbers.cases)('equals PyTorch: $labelSmoothing $classWeights ($key)', (each) => {
    const { key, labels, labelSmoothing, classWeights } = each
    const logits = numbers.tensor(`${key}/logits`)
    const dy = tf.scalar(1)
    const { values, gradients } = derive({ logits }, { loss: dy }, () => ({
      loss: crossEntropy(logits, Int32Array.from(labels), {
        labelSmoothing,
        classWeights: classWeights && Float32Array.from(classWeights)
      })
    }))
    const loss = numbers.values(`${key}/loss`)
    expectClose('loss', values.loss, loss, 1e-6 * Math.max(1, loss[0]))
    expectClose('d.logits', gradients.logits, numbers.values(`${key}/d.logits`), 1e-6)
    tf.dispose([logits, dy])
  })

  it('counts the rows whose largest score is the right class', () => {
    const scores = tf.tensor2d([0, 2, 1, 5, 4, 3, 0, 0, 9], [3, 3])
    const right = countRight(scores, Int32Array.of(1, 2, 2))
    expect(right.dataSync()[0]).toBe(2)
    tf.dispose([scores, right])
  })
})
