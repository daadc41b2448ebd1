import type { Scalar, Tensor1D } from '@tensorflow/tfjs-core'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Parameters } from '../models/parameters'

/** Changes parameters by gradients. Its memory ("slots") is vectors [P] in the order of `Parameters`. */
export interface Optimizer {
  /** Updates applied so far. */
  readonly steps: number
  /** One update in place. `gradient` [P] stays the caller's; `learningRate` may differ each step. */
  step(gradient: Tensor1D, learningRate: number): void
  /** Slots as they are stored in a file, named as PyTorch names them (`optimizer.exp_avg`, ...), and `optimizer.step`. */
  read(): Promise<StoredTensor[]>
  /** @throws AppError 'checkpoint-invalid' where a slot is missing or has another size */
  write(stored: readonly StoredTensor[]): void
  dispose(): void
}

export type OptimizerConfig =
  /** `weightDecay` > 0: decoupled, AdamW (Loshchilov and Hutter, 2019). */
  | {
      readonly kind: 'adam'
      readonly weightDecay: number
      readonly beta1?: number
      readonly beta2?: number
      readonly epsilon?: number
    }
  | {
      readonly kind: 'rmsprop'
      readonly weightDecay: number
      readonly momentum: number
      readonly alpha?: number
      readonly epsilon?: number
    }
  | { readonly kind: 'sgd'; readonly weightDecay: number; readonly momentum: number }

/** PyTorch's update rules and default constants. */
export function createOptimizer(_config: OptimizerConfig, _parameters: Parameters): Optimizer {
  throw new Error('filled in next')
}

/** The gradient's L2 norm: what `clip_grad_norm_` returns. */
export interface Clipped {
  readonly gradient: Tensor1D
  readonly norm: Scalar
}
