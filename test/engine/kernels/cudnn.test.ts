import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { agreement } from '../../../src/engine/kernels/agreement'
import { cudnnMode, cudnnSequence } from '../../../src/engine/kernels/cudnn'
import { composite } from '../../../src/engine/rnn/composite'
import type { SequenceImplementation } from '../../../src/engine/rnn/implementation'
import type { Cell } from '../../../src/engine/rnn/sequence'
import { fakeCudnn } from './fake-cudnn'

const cells: Cell[] = [
  { kind: 'rnn', nonlinearity: 'tanh' },
  { kind: 'rnn', nonlinearity: 'relu' },
  { kind: 'gru', nonlinearity: 'tanh' },
  { kind: 'lstm', nonlinearity: 'tanh' }
]

beforeAll(async () => {
  await tf.setBackend('cpu')
})

describe('cudnnSequence', () => {
  it.each(cells)('%o computes what the composite does, where cuDNN is as its reference says', (cell) => {
    const cudnn = cudnnSequence(fakeCudnn(), () => true)
    const found = agreement(cudnn, composite, cell)
    expect(found).toMatchObject({ ok: true, reason: null })
    expect(found.maxError).toBeLessThan(1e-5)
  })

  it.each(cells)('%o is found to be wrong when cuDNN’s answer is', (cell) => {
    const shifted = fakeCudnn((results) => (results.hn[3] += 1e-3))
    const found = agreement(
      cudnnSequence(shifted, () => true),
      composite,
      cell
    )
    expect(found.ok).toBe(false)
    expect(found.reason).toMatch(/^h \(/)
    expect(found.maxError).toBeGreaterThan(5e-4)
  })

  it('asks TensorFlow by the names and attributes of CudnnRNNV3', () => {
    const bridge = fakeCudnn()
    agreement(
      cudnnSequence(bridge, () => true),
      composite,
      cells[2]
    )
    expect(new Set(bridge.calls.map(({ name }) => name))).toEqual(
      new Set(['Cast', 'CudnnRNNV3', 'CudnnRNNBackpropV3'])
    )
    expect(bridge.calls.filter(({ name }) => name === 'Cast')).toHaveLength(1)
    expect(bridge.calls.find(({ name }) => name === 'CudnnRNNV3')?.attributes).toEqual({
      T: { type: 'float32' },
      rnn_mode: 'gru',
      input_mode: 'linear_input',
      direction: 'unidirectional',
      dropout: { float: 0 },
      seed: { int: 0 },
      seed2: { int: 0 },
      num_proj: { int: 0 },
      is_training: true,
      time_major: true
    })
  })

  it('takes only the cells that passed', () => {
    const cudnn = cudnnSequence(fakeCudnn(), (cell) => cudnnMode(cell) === 'gru')
    const supported = cells.filter((cell) => cudnn.supports({ cell } as Parameters<typeof cudnn.supports>[0]))
    expect(supported.map(cudnnMode)).toEqual(['gru'])
  })
})

describe('agreement', () => {
  const gru = cells[2]
  const spoiled = (change: Partial<SequenceImplementation>): SequenceImplementation => ({
    ...composite,
    ...change
  })

  it('is complete when both are the same', () => {
    expect(agreement(composite, composite, gru)).toEqual({ ok: true, maxError: 0, reason: null })
  })

  it('sees a gradient that is off in one place, and names it', () => {
    const wrong = spoiled({
      backward: (call, saved, upstream) => {
        const gradients = composite.backward(call, saved, upstream)
        return { ...gradients, biasHh: () => tf.add(gradients['biasHh'](), 2e-3) }
      }
    })
    expect(agreement(wrong, composite, gru)).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^d biasHh/)
    })
  })

  it('sees a missing gradient, not-a-number, and a throw', () => {
    const missing = spoiled({
      backward: (call, saved, upstream) => ({
        weightIh: composite.backward(call, saved, upstream)['weightIh']
      })
    })
    expect(agreement(missing, composite, gru)).toMatchObject({ ok: false, maxError: Infinity })
    const nan = spoiled({
      forward: (call, record) => {
        const result = composite.forward(call, record)
        return { ...result, h: result.h && tf.mul(result.h, NaN) }
      }
    })
    expect(agreement(nan, composite, gru)).toMatchObject({ ok: false, maxError: Infinity })
    const throwing = spoiled({
      forward: () => {
        throw new Error('No OpKernel was registered')
      }
    })
    expect(agreement(throwing, composite, gru)).toMatchObject({
      ok: false,
      reason: 'No OpKernel was registered'
    })
  })

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors
    agreement(composite, composite, gru)
    expect(tf.memory().numTensors).toBe(before)
  })
})
