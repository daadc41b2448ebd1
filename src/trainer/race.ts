import { namesTraining } from '#engine/tasks/names-training'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { NamesParts } from '#shared/trainer-contract'
import { turn } from './turn'

const duration = 2000 // ms
const warmUp = 2 // batches: the first ones also pay for what is made once

export interface Lap {
  /** Examples a second. */
  readonly rate: number
  readonly millisecondsPerBatch: number
}

/** Trains real batches of a model for about two seconds on the backend in use, and leaves nothing behind. */
export async function race(config: NamesConfig, parts: NamesParts): Promise<Lap> {
  const training = namesTraining(config, parts, [])
  const { task, optimizer, settings } = training
  try {
    let step = 0
    const batch = async (): Promise<number> => {
      const index = step % task.batches
      if (index === 0) task.beginEpoch(Math.floor(step / task.batches) + 1)
      const { loss, right, gradient } = task.gradient(index, step++)
      optimizer.step(gradient, settings.learningRate)
      await loss.data() // on a GPU nothing is done before it is waited for
      for (const tensor of [loss, right, gradient]) tensor.dispose()
      await turn()
      return task.examples(index)
    }
    for (let i = 0; i < warmUp; i++) await batch()
    const from = performance.now()
    let examples = 0
    let batches = 0
    let spent = 0
    while (spent < duration) {
      examples += await batch()
      batches++
      spent = performance.now() - from
    }
    return { rate: (examples / spent) * 1000, millisecondsPerBatch: spent / batches }
  } finally {
    training.dispose()
  }
}
