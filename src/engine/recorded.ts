import { engine, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core'

/** Gradient of each input, computed when the tape asks for it; what nobody needs is never asked for. */
export type InputGradients = Readonly<Record<string, () => Tensor>>

export interface RecordedOp {
  readonly inputs: NamedTensorMap
  /** Runs outside the tape. `save` keeps tensors for `backward`; they are released with the tape. */
  forward(save: (tensors: Tensor[]) => void): Tensor[]
  /** Gradients of the outputs (zeros where nobody read one), what was saved. Runs outside the tape. */
  backward(dys: Tensor[], saved: Tensor[]): InputGradients
}

interface KernelRunner {
  runKernelFunc(op: {
    inputs: NamedTensorMap
    forwardFunc: (backend: unknown, save: (tensors: Tensor[]) => void) => Tensor[]
    backwardsFunc: (dys: Tensor | Tensor[], saved: Tensor[]) => InputGradients
  }): Tensor[]
}

/**
 * Runs an op of several outputs with a gradient of its own. `tf.customGrad` does the same for one output by the same
 * method of the engine, which its types keep private.
 */
export function recorded(op: RecordedOp): Tensor[] {
  return (engine() as unknown as KernelRunner).runKernelFunc({
    inputs: op.inputs,
    forwardFunc: (_, save) => op.forward(save),
    backwardsFunc: (dys, saved) => op.backward(Array.isArray(dys) ? dys : [dys], saved)
  })
}

/** Whether gradients are being recorded: an op that runs now will be asked for its backward. */
export function recording(): boolean {
  return engine().state.gradientDepth > 0
}
