import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerBuiltin } from '#engine/devices/builtin/index'

// Every op of the built-in device equals tfjs-backend-cpu's, on the shapes it covers and on those it passes on.

const name = 'builtin-ops'
let at = 0
const values = (...shape: number[]): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Math.sin(at++ * 12.9898)),
    shape
  )
const ids = (...numbers: number[]): tf.Tensor1D => tf.tensor1d(numbers, 'int32')

const cases: Record<string, () => tf.Tensor> = {
  'add alike': () => tf.add(values(3, 7), values(3, 7)),
  'add a scalar': () => tf.add(values(3, 7), values(1)),
  'subtract from a scalar': () => tf.sub(tf.scalar(1), values(5, 5)),
  'subtract alike': () => tf.sub(values(9), values(9)),
  'multiply alike': () => tf.mul(values(2, 3, 5), values(2, 3, 5)),
  'divide by a scalar': () => tf.div(values(13), tf.scalar(3)),
  'add a bias': () => tf.add(values(5, 7), values(7)),
  'add a bias first': () => tf.add(values(7), values(5, 7)),
  'multiply by a column': () => tf.mul(values(5, 7), values(5, 1)),
  'multiply a column': () => tf.mul(values(5, 1), values(5, 7)),
  'multiply by a row': () => tf.mul(values(5, 7), values(1, 7)),
  'one number of two dimensions': () => tf.add(values(1, 1), values(4)),
  square: () => tf.square(values(11)),
  root: () => tf.sqrt(tf.square(values(11))),
  ...Object.fromEntries(
    [false, true].flatMap((ta) =>
      [false, true].flatMap(
        (tb) =>
        [[1, 1, 1], [5, 7, 3], [4, 300, 8], [9, 13, 17], [1, 64, 33]].map(([m, k, n]) => [
          `product ${m} ${k} ${n} ${ta} ${tb}`,
          () =>
            tf.matMul(
              ta ? (values(k, m) as tf.Tensor2D) : (values(m, k) as tf.Tensor2D),
              tb ? (values(n, k) as tf.Tensor2D) : (values(k, n) as tf.Tensor2D),
              ta,
              tb
            )
        ]) // prettier-ignore
      )
    )
  ),
  'product of a batch': () => tf.matMul(values(2, 3, 4) as tf.Tensor3D, values(2, 4, 5) as tf.Tensor3D),
  'gather rows': () => tf.gather(values(6, 5), ids(5, 0, 0, 3)),
  'gather columns': () => tf.gather(values(6, 5), ids(4, 1), 1),
  'segment sum': () => tf.unsortedSegmentSum(values(5, 7), ids(2, 0, 2, 1, 2), 4),
  'segment sum of a vector': () => tf.unsortedSegmentSum(values(5), ids(2, 0, 2, 1, 2), 4),
  'sum of the first axis': () => tf.sum(values(5, 7), 0),
  'sum of the first axis, kept': () => tf.sum(values(5, 3, 2), 0, true),
  'sum of the last axis': () => tf.sum(values(5, 7), 1),
  'sum of all': () => tf.sum(values(5, 7)),
  'largest of the first axis': () => tf.max(values(4, 3, 7), 0),
  'largest of the last axis': () => tf.max(values(4, 7), 1),
  'largest of all': () => tf.max(values(4, 7)),
  transpose: () => tf.transpose(values(5, 19)),
  'transpose three axes': () => tf.transpose(values(2, 3, 4), [2, 0, 1]),
  'slice of a vector': () => tf.slice(values(9), [2], [4]),
  'slice of rows': () => tf.slice(values(9, 4), [2, 0], [4, 4]),
  'slice of a block': () => tf.slice(values(9, 7), [2, 1], [4, 5]),
  'slice to the end': () => tf.slice(values(9, 7), [2, 1]),
  'slice of three axes': () => tf.slice(values(3, 4, 5), [1, 1, 1], [2, 2, 3]),
  'split into columns': () => tf.concat(tf.split(values(4, 6), [1, 2, 3], 1).reverse(), 1),
  'concat of vectors': () => tf.concat([values(3), values(5), values(1)] as tf.Tensor1D[]),
  'concat of rows': () => tf.concat([values(3, 2), values(5, 2)], 0),
  'concat of columns': () => tf.concat([values(3, 2), values(3, 5), values(3, 1)], 1),
  'concat of three axes': () => tf.concat([values(2, 3, 2), values(2, 1, 2)], 1),
  softmax: () => tf.softmax(values(4, 6)),
  'sum of bools made floats': () => tf.sum(tf.cast(tf.greater(values(5, 7), 0), 'float32'), 0),
  'product of ints made floats': () => tf.mul(tf.cast(ids(4, -2, 9), 'float32'), values(3)),
  'floats made ints': () => tf.cast(tf.mul(values(9), 5), 'int32'),
  'floats made bools': () => tf.cast(tf.round(values(9)), 'bool'),
  'clone of a slice': () => tf.clone(tf.slice(values(9, 7), [2, 1], [4, 5]))
}

describe('ops of the built-in device', () => {
  beforeAll(() => void registerBuiltin(undefined, name))

  it.each(Object.keys(cases))('%s', async (key) => {
    const run = async (backend: string): Promise<tf.Tensor> => {
      await tf.setBackend(backend)
      at = 1
      return tf.tidy(() => cases[key]())
    }
    const expected = await run('cpu')
    const numbers = [...expected.dataSync()]
    const found = await run(name)
    expect(found.shape).toEqual(expected.shape)
    expect(found.dtype).toBe(expected.dtype)
    const error = Math.max(...[...found.dataSync()].map((value, i) => Math.abs(value - numbers[i])))
    const scale = Math.max(1, ...numbers.map(Math.abs))
    expect(error / scale).toBeLessThan(3e-6)
  })

  it('goes on reading its inputs when the memory grows under an op', async () => {
    const builtin = registerBuiltin(undefined, `${name}-growing`)
    await tf.setBackend(`${name}-growing`)
    const before = builtin.memory.buffer.byteLength
    const rows = tf.tidy(() => {
      const x = tf.fill([9000, 100], 2) // 3.6 MB of a memory of 4 MB
      const segments = tf.unsortedSegmentSum(x, tf.zeros([9000], 'int32'), 20_000)
      return tf.concat([tf.slice(segments, [0, 0], [1, 100]), tf.slice(tf.relu(x), [8999, 0], [1, 100])])
    })
    expect(builtin.memory.buffer.byteLength).toBeGreaterThan(before)
    expect([...rows.dataSync()]).toEqual([...Array(100).fill(18_000), ...Array(100).fill(2)])
  })
})
