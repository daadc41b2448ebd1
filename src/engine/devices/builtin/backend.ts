import * as tf from '@tensorflow/tfjs-core'
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu'
import type { Heap } from './heap'

type Numbers = Float32Array | Int32Array | Uint8Array

/** A tensor's numbers where the module can reach them. `values` is what tfjs-backend-cpu's own kernels read. */
class Block {
  readonly values: Numbers

  constructor(
    heap: Heap,
    readonly dtype: tf.DataType,
    readonly address: number,
    length: number,
    public refCount: number
  ) {
    this.values = viewOf(heap, dtype, address, length)
  }
}

/**
 * Tensors live in the memory of the WebAssembly module, so nothing is copied between its kernels. What has no kernel of
 * ours runs tfjs-backend-cpu's, on views of the same memory.
 */
export class BuiltinBackend extends MathBackendCPU {
  constructor(readonly heap: Heap) {
    super()
    // The parent's warning to install another backend would go to the trainer's output.
    Object.assign(this, { firstUse: false })
  }

  override write(
    values: tf.backend_util.BackendValues | undefined,
    shape: number[],
    dtype: tf.DataType
  ): object {
    if (dtype === 'string' || dtype === 'complex64') return super.write(values as never, shape, dtype)
    const block = this.#store(values as ArrayLike<number> | undefined, shape, dtype, 1)
    const dataId = {}
    this.data.set(dataId, block as never)
    return dataId
  }

  override move(
    dataId: object,
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
    refCount: number
  ): void {
    if (dtype === 'string' || dtype === 'complex64') return super.move(dataId, values, shape, dtype, refCount)
    this.data.set(dataId, this.#store(values as ArrayLike<number>, shape, dtype, refCount) as never)
  }

  /** Address of a tensor's first number. */
  address(tensor: tf.TensorInfo): number {
    return (this.data.get(tensor.dataId) as unknown as Block).address
  }

  /** A float32 tensor whose content is whatever was there. */
  empty(shape: readonly number[]): tf.TensorInfo {
    return this.makeTensorInfo([...shape], 'float32')
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const values = super.readSync(dataId)
    // A copy: the block may be given to another tensor while the caller still reads.
    return ArrayBuffer.isView(values) ? (values as Numbers).slice() : values
  }

  override disposeData(dataId: object, force = false): boolean {
    const data = this.data.has(dataId) ? this.data.get(dataId) : undefined
    const gone = super.disposeData(dataId, force)
    if (gone && (data as unknown) instanceof Block) this.heap.release((data as unknown as Block).address)
    return gone
  }

  override memory(): { unreliable: boolean; reasons: string[]; numBytes: number } {
    return { unreliable: false, reasons: [], numBytes: this.heap.used }
  }

  #store(
    values: ArrayLike<number> | undefined,
    shape: number[],
    dtype: tf.DataType,
    refCount: number
  ): Block {
    const length = tf.util.sizeFromShape(shape)
    const address = this.heap.allocate(length * tf.util.bytesPerElement(dtype))
    const block = new Block(this.heap, dtype, address, length, refCount)
    if (values) block.values.set(values.length === length ? values : Array.from(values).slice(0, length))
    return block
  }
}

function viewOf(heap: Heap, dtype: tf.DataType, address: number, length: number): Numbers {
  if (dtype === 'int32') return new Int32Array(heap.buffer, address, length)
  if (dtype === 'bool') return new Uint8Array(heap.buffer, address, length)
  return new Float32Array(heap.buffer, address, length)
}

/** Makes every kernel that tfjs-backend-cpu has available under another backend's name, but for those it has itself. */
export function inheritCpuKernels(backendName: string): void {
  const own = new Set(tf.getKernelsForBackend(backendName).map((kernel) => kernel.kernelName))
  for (const kernel of tf.getKernelsForBackend('cpu'))
    if (!own.has(kernel.kernelName)) tf.registerKernel({ ...kernel, backendName })
}
