import * as tf from '@tensorflow/tfjs-core'
import { registerArithmetic } from './ops-arithmetic'
import { registerLayout } from './ops-layout'
import { registerRows } from './ops-rows'
import type { Builtin } from './index'

export type Inputs = Record<string, tf.TensorInfo>
export type Attributes = Record<string, unknown>

/** Registers one op: `run` where `covers` says so, else tfjs-backend-cpu's kernel. */
export type Register = (
  kernelName: string,
  covers: (inputs: Inputs, attributes: Attributes) => boolean,
  run: (inputs: Inputs, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[]
) => void

/** Registers on a backend the tfjs kernels that training spends its time in; every other one is tfjs-backend-cpu's. */
export function registerOps(backendName: string, builtin: Builtin): void {
  const register: Register = (kernelName, covers, run) => {
    const fallback = tf.getKernel(kernelName, 'cpu').kernelFunc
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: (call) => {
        const inputs = call.inputs as Inputs
        const attributes = (call.attrs ?? {}) as Attributes
        return covers(inputs, attributes) ? run(inputs, attributes) : fallback(call)
      }
    })
  }
  registerArithmetic(register, builtin)
  registerRows(register, builtin)
  registerLayout(register, builtin)
}

export const size = (tensor: tf.TensorInfo): number => tf.util.sizeFromShape(tensor.shape)

export const floats = (...tensors: tf.TensorInfo[]): boolean =>
  tensors.every((each) => each.dtype === 'float32' && size(each) > 0)

/** A float matrix with at least one number. */
export const isMatrix = (x: tf.TensorInfo): boolean => floats(x) && x.shape.length === 2
