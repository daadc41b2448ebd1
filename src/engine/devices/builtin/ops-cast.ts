import * as tf from '@tensorflow/tfjs-core'
import type { Builtin } from './index'

/**
 * Registers the cast of integers and truth values to float32. tfjs-backend-cpu's is the same data under another type: right
 * for arrays of JavaScript, but the module would read the integers' bytes as floats.
 */
export function registerCast(backendName: string, { backend }: Builtin): void {
  const fallback = tf.getKernel(tf.Cast, 'cpu').kernelFunc
  tf.registerKernel({
    kernelName: tf.Cast,
    backendName,
    kernelFunc: (call) => {
      const { x } = call.inputs as { x: tf.TensorInfo }
      const { dtype } = call.attrs as unknown as { dtype: tf.DataType }
      if (dtype !== 'float32' || (x.dtype !== 'int32' && x.dtype !== 'bool')) return fallback(call)
      const values = backend.readSync(x.dataId) as Int32Array | Uint8Array
      return backend.makeTensorInfo(x.shape, dtype, Float32Array.from(values))
    }
  })
}
