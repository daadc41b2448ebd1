import * as tf from '@tensorflow/tfjs-core'
import { afterEach, beforeEach, expect } from 'vitest'

/** Fails every test of the file that leaves tensors behind. */
export function expectNoLeaks(): void {
  let before = 0
  beforeEach(() => {
    before = tf.memory().numTensors
  })
  afterEach(() => {
    expect(tf.memory().numTensors - before, 'tensors left behind').toBe(0)
  })
}
