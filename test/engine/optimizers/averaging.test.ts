import * as tf from '@tensorflow/tfjs-core'
import { expect, it } from 'vitest'
import { Parameters } from '#engine/models/parameters'
import { createAveraging } from '#engine/optimizers/averaging'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { read } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

const make = () => new Parameters([{ name: 'w', shape: [2], values: Float32Array.of(1, -2) }])

const set = (parameters: Parameters, values: number[]) =>
  tf.tidy(() => parameters.assign(tf.tensor1d(values)))

onEachBackend('averaging', () => {
  expectNoLeaks()

  it('follows the weights by a <- decay a + (1 - decay) w', async () => {
    const parameters = make()
    const averaging = createAveraging(parameters, 0.75)
    set(parameters, [5, 2])
    averaging.update()
    averaging.update()
    const [weights] = await averaging.weights()
    expect(weights).toMatchObject({ name: 'w', shape: [2], dtype: 'F32' })
    // 1 -> 2 -> 2.75 and -2 -> -1 -> -0.25
    expectClose('average', weights.data, [2.75, -0.25], 1e-6)
    averaging.dispose()
    parameters.dispose()
  })

  it('stands in for the weights during an evaluation, also one that fails', async () => {
    const parameters = make()
    const averaging = createAveraging(parameters, 0.5)
    set(parameters, [3, 0])
    averaging.update()
    const seen = await averaging.during(async () => [...read(parameters.get('w'))])
    expect(seen).toEqual([2, -1])
    expect([...read(parameters.flat())]).toEqual([3, 0])
    await expect(averaging.during(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect([...read(parameters.get('w'))]).toEqual([3, 0])
    averaging.dispose()
    parameters.dispose()
  })

  it('goes on from a checkpoint', async () => {
    const parameters = make()
    const averaging = createAveraging(parameters, 0.5)
    set(parameters, [3, 0])
    averaging.update()
    const resumed = createAveraging(parameters, 0.5)
    resumed.write(await averaging.read())
    expect(await resumed.weights()).toEqual(await averaging.weights())
    expect(() => resumed.write([])).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }))
    for (const each of [averaging, resumed, parameters]) each.dispose()
  })
})
