import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, expect, it } from 'vitest'
import { gradientOf } from '#engine/models/gradient'
import { namesBatch } from '#engine/models/names-batch'
import { namesClassifier } from '#engine/models/names-classifier'
import { createOptimizer } from '#engine/optimizers/optimizer'
import { stream } from '#engine/random/stream'
import { memoryEstimate } from '#shared/parameter-count'
import { cells, type NamesModelConfig } from '#shared/schemas/names-config'
import { madeUpNames, modelConfig } from '../../helpers/names'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

interface Engine {
  readonly state: { readonly numBytes: number }
  runKernelFunc(op: unknown): unknown
}

/** Most bytes that tensors take while `work` runs, beyond those of before. */
function peakOf(work: () => void): number {
  const engine = tf.engine() as unknown as Engine
  const before = engine.state.numBytes
  const run = engine.runKernelFunc
  let peak = 0
  engine.runKernelFunc = function (op) {
    const result = run.call(this, op)
    peak = Math.max(peak, this.state.numBytes - before)
    return result
  }
  try {
    work()
  } finally {
    engine.runKernelFunc = run
  }
  return peak
}

const variants: Partial<NamesModelConfig>[] = [
  ...cells.map((cell) => ({ cell })),
  { layers: 3, readout: 'final-mean-max' },
  { members: 3, layers: 1 },
  { hiddenSize: 64, bidirectional: false }
]

it.each(variants)('the estimate is right within a factor of two: %o', (changes) => {
  const config = modelConfig({ embeddingSize: 16, hiddenSize: 16, ...changes })
  const names = madeUpNames(48, 20, 9)
  const letters = names.reduce((sum, name) => sum + name.length, 0)
  const peak = peakOf(() => {
    const model = namesClassifier({ config, rows: 20, classes: 3, seed: 0 })
    const optimizer = createOptimizer({ kind: 'adam', weightDecay: 0 }, model.parameters)
    const batch = namesBatch(names, names.map(() => 1)) // prettier-ignore
    const { loss, right, gradient } = gradientOf(model, batch, stream(0, 'dropout', 0))
    optimizer.step(gradient, 1e-3)
    for (const each of [loss, right, gradient, optimizer, model]) each.dispose()
  })
  const ratio = memoryEstimate(config, 20, 3, letters) / peak
  expect(ratio).toBeGreaterThan(0.5)
  expect(ratio).toBeLessThan(2)
})
