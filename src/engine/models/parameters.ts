import type { NamedTensorMap, Tensor1D, Variable } from '@tensorflow/tfjs-core'
import type { Tensor as StoredTensor } from '#shared/safetensors'

/** Name, shape and first values of one parameter. */
export interface ParameterInit {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/**
 * The trainable tensors of a model by PyTorch's names, in a fixed order. Optimisers see them as one vector ("flat", [P],
 * in that order): a few ops on one long tensor instead of a dozen on each small one.
 */
export interface Parameters {
  readonly variables: ReadonlyMap<string, Variable>
  /** P, numbers in all. */
  readonly size: number
  get(name: string): Variable
  /** Copies of all values in one vector: [P]. */
  flat(): Tensor1D
  /** Takes new values from a vector [P]; `values` itself is not kept. */
  assign(values: Tensor1D): void
  /** Named tensors, as `tf.variableGrads` returns gradients, in one vector; a missing one counts as zeros: [P]. */
  flatten(named: NamedTensorMap): Tensor1D
  /** Values as they are stored in a file (dtype F32), in order. */
  read(): Promise<StoredTensor[]>
  /** @throws AppError 'checkpoint-invalid' where a name or a shape does not fit. Tensors of other names are left alone. */
  write(stored: readonly StoredTensor[]): void
  dispose(): void
}
