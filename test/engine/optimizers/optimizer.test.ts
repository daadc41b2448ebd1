import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { Parameters } from '#engine/models/parameters'
import { clipByNorm } from '#engine/optimizers/clipping'
import { createOptimizer, type Optimizer, type OptimizerConfig } from '#engine/optimizers/optimizer'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { fixture } from '../../helpers/fixtures'
import { read } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

interface Case {
  readonly key: string
  readonly config: OptimizerConfig
  readonly rates: number[]
}

const numbers = fixture<Case>('optimizers')
const names = ['a', 'b']

const first = (): Parameters =>
  new Parameters(
    names.map((name) => ({
      name,
      shape: numbers.shape(`first/${name}`),
      values: numbers.values(`first/${name}`)
    }))
  )

function step(optimizer: Optimizer, parameters: Parameters, index: number, rate: number): void {
  const gradients = names.map((name) => numbers.tensor<tf.Tensor>(`gradient/${index}/${name}`))
  const flat = parameters.flatten(gradients)
  optimizer.step(flat, rate)
  tf.dispose([...gradients, flat])
}

const valuesOf = (parameters: Parameters) => names.map((name) => read(parameters.get(name)))

onEachBackend('optimisers', () => {
  expectNoLeaks()

  it.each(numbers.cases)('$key equals PyTorch for five steps', ({ key, config, rates }) => {
    const parameters = first()
    const optimizer = createOptimizer(config, parameters)
    rates.forEach((rate, index) => {
      step(optimizer, parameters, index, rate)
      valuesOf(parameters).forEach((values, i) =>
        expectClose(
          `${names[i]} after step ${index}`,
          values,
          numbers.values(`${key}/${index}/${names[i]}`),
          2e-6
        )
      )
    })
    expect(optimizer.steps).toBe(rates.length)
    optimizer.dispose()
    parameters.dispose()
  })

  it.each(numbers.cases)('$key goes on from stored slots exactly', async ({ config, rates }) => {
    const whole = first()
    const wholeOptimizer = createOptimizer(config, whole)
    const half = first()
    const halfOptimizer = createOptimizer(config, half)
    for (let i = 0; i < 5; i++) step(wholeOptimizer, whole, i, rates[i])
    for (let i = 0; i < 2; i++) step(halfOptimizer, half, i, rates[i])
    const resumed = first()
    resumed.write(await half.read())
    const resumedOptimizer = createOptimizer(config, resumed)
    resumedOptimizer.write(await halfOptimizer.read())
    for (let i = 2; i < 5; i++) step(resumedOptimizer, resumed, i, rates[i])
    expect(valuesOf(resumed)).toEqual(valuesOf(whole))
    for (const each of [whole, wholeOptimizer, half, halfOptimizer, resumed, resumedOptimizer]) each.dispose()
  })

  it('refuses slots of another size and keeps its own', async () => {
    const parameters = first()
    const optimizer = createOptimizer({ kind: 'adam', weightDecay: 0 }, parameters)
    step(optimizer, parameters, 0, 0.1)
    const before = await optimizer.read()
    const bad = before.map((tensor) =>
      tensor.name === 'optimizer.exp_avg_sq' ? { ...tensor, shape: [3], data: new Float32Array(3) } : tensor
    )
    expect(() => optimizer.write(bad)).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }))
    expect(await optimizer.read()).toEqual(before)
    optimizer.dispose()
    parameters.dispose()
  })

  describe('clipping', () => {
    it.each([0.5, 100])('to %d equals PyTorch', (limit) => {
      const parameters = first()
      const gradients = names.map((name) => numbers.tensor<tf.Tensor>(`gradient/0/${name}`))
      const gradient = parameters.flatten(gradients)
      const clipped = clipByNorm(gradient, limit)
      const key = `clip/${limit === 100 ? '100.0' : limit}`
      const expected = names.flatMap((name) => [...numbers.values(`${key}/${name}`)])
      expectClose('norm', read(clipped.norm), numbers.values(`${key}/norm`), 1e-5)
      expectClose('gradient', read(clipped.gradient), expected, 1e-6)
      tf.dispose([...gradients, gradient, clipped.norm, clipped.gradient])
      parameters.dispose()
    })

    it('clips each group by its own norm', () => {
      const gradient = tf.tensor1d([3, 4, 0.3, 0.4])
      const clipped = clipByNorm(gradient, 1, 2)
      expectClose('gradient', read(clipped.gradient), [0.6, 0.8, 0.3, 0.4], 1e-5)
      expectClose('norm', read(clipped.norm), [5, 0.5], 1e-6)
      tf.dispose([gradient, clipped.norm, clipped.gradient])
    })

    it('is part of a step when asked for', () => {
      const clipped = first()
      const plain = first()
      const config: OptimizerConfig = { kind: 'sgd', momentum: 0, weightDecay: 0 }
      step(createOptimizer({ ...config, clip: { limit: 0.5, groups: 1 } }, clipped), clipped, 0, 1)
      step(createOptimizer(config, plain), plain, 0, 1)
      const expected = numbers.values('first/b').map((value, i) => value - numbers.values('clip/0.5/b')[i])
      expectClose('clipped', valuesOf(clipped)[1], expected, 1e-6)
      expect(valuesOf(plain)[1]).not.toEqual(valuesOf(clipped)[1])
      clipped.dispose()
      plain.dispose()
    })
  })
})
