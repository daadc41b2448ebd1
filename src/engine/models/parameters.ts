import * as tf from '@tensorflow/tfjs-core'
import { AppError } from '#shared/errors/app-error'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import { concat, scoped, type Matrix, type Vector } from '../ops'

/** Name, shape and first values of one parameter. */
export interface ParameterInit {
  readonly name: string
  readonly shape: readonly number[]
  /** As many as the shape says. */
  readonly values: Float32Array
}

/**
 * The trainable tensors of a model by PyTorch's names, in a fixed order. Optimisers see them as one vector ("flat", [P],
 * in that order): a few ops on one long tensor instead of a dozen on each small one. The vector is the master; the
 * variables are cut from it.
 */
export class Parameters {
  readonly variables: ReadonlyMap<string, tf.Variable>
  /** P, numbers in all. */
  readonly size: number
  readonly #sizes: readonly number[]
  #flat: Vector

  constructor(initial: readonly ParameterInit[]) {
    this.#sizes = initial.map(({ values }) => values.length)
    this.size = this.#sizes.reduce((sum, size) => sum + size, 0)
    const all = new Float32Array(this.size)
    let at = 0
    for (const { values } of initial) {
      all.set(values, at)
      at += values.length
    }
    this.#flat = tf.keep(tf.tensor1d(all))
    this.variables = new Map(
      initial.map(({ name, shape, values }) => [
        name,
        tf.tidy(() => tf.variable(tf.tensor(values, [...shape], 'float32')))
      ])
    )
  }

  get(name: string): Matrix & Vector {
    const variable = this.variables.get(name)
    if (!variable) throw new RangeError(`The model has no parameter ${name}`)
    return variable as unknown as Matrix & Vector
  }

  /** All values in one vector: [P]. It stays this object's: copy it to keep it past the next change. */
  flat(): Vector {
    return this.#flat
  }

  /** Takes new values from a vector [P], which stays the caller's. */
  assign(values: Vector): void {
    const taken = tf.keep(values.clone())
    this.#flat.dispose()
    this.#flat = taken
    tf.tidy(() => {
      let at = 0
      for (const variable of this.variables.values()) {
        variable.assign(tf.reshape(tf.slice(taken, at, variable.size), variable.shape))
        at += variable.size
      }
    })
  }

  /** Gradients in the parameters' order as one vector; null counts as zeros: [P]. */
  flatten(gradients: readonly (tf.Tensor | null)[]): Vector {
    return scoped(() =>
      concat(gradients.map((each, i) => (each ? tf.reshape(each, [-1]) : tf.zeros([this.#sizes[i]]))))
    ) as Vector
  }

  /** Values as they are stored in a file, in order. */
  async read(): Promise<StoredTensor[]> {
    return this.named(await this.#flat.data<'float32'>())
  }

  /** Cuts a vector [P] into the parameters' names and shapes. */
  named(flat: Float32Array): StoredTensor[] {
    let at = 0
    return [...this.variables].map(([name, { shape, size }]) => {
      const data = flat.slice(at, (at += size))
      return { name, dtype: 'F32', shape, data }
    })
  }

  /**
   * Takes the values of a file; tensors of other names are left alone.
   * @throws AppError 'checkpoint-invalid' where a parameter is missing or has another shape, and changes nothing then
   */
  write(stored: readonly StoredTensor[]): void {
    const byName = new Map(stored.map((tensor) => [tensor.name, tensor]))
    const all = new Float32Array(this.size)
    let at = 0
    for (const [name, { shape, size }] of this.variables) {
      const found = byName.get(name)
      if (!found || found.dtype !== 'F32' || found.shape.join() !== shape.join())
        throw new AppError('checkpoint-invalid', { what: name })
      all.set(found.data, at)
      at += size
    }
    tf.tidy(() => this.assign(tf.tensor1d(all)))
  }

  dispose(): void {
    this.#flat.dispose()
    for (const variable of this.variables.values()) variable.dispose()
  }
}
