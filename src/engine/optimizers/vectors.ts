import * as tf from '@tensorflow/tfjs-core'
import { AppError } from '#shared/errors/app-error'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Vector } from '../ops'

// Vectors that outlive a step, and their form in a checkpoint.

/** A vector that is replaced as a whole and freed when it is. */
export class KeptVector {
  #value: Vector

  /** `value` stays the caller's. */
  constructor(value: Vector) {
    this.#value = tf.keep(value.clone())
  }

  get value(): Vector {
    return this.#value
  }

  set value(next: Vector) {
    const kept = tf.keep(next.clone())
    this.#value.dispose()
    this.#value = kept
  }

  async read(name: string): Promise<StoredTensor> {
    const data = await this.#value.data<'float32'>()
    return { name, dtype: 'F32', shape: this.#value.shape, data }
  }

  /** @throws AppError 'checkpoint-invalid' */
  write(name: string, stored: readonly StoredTensor[]): void {
    const { data } = found(name, 'F32', this.#value.size, stored)
    tf.tidy(() => {
      this.value = tf.tensor1d(data as Float32Array)
    })
  }

  dispose(): void {
    this.#value.dispose()
  }
}

/** The stored vector of this name, type and size. @throws AppError 'checkpoint-invalid' */
export function found(
  name: string,
  dtype: StoredTensor['dtype'],
  size: number,
  stored: readonly StoredTensor[]
): StoredTensor {
  const tensor = stored.find((each) => each.name === name)
  if (!tensor || tensor.dtype !== dtype || tensor.shape.join() !== String(size))
    throw new AppError('checkpoint-invalid', { what: name })
  return tensor
}
