import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core'

// [Note: the op bridge] tfjs-node can run any op of TensorFlow by its name, of which tfjs uses some two hundred. What it
// lacks for the others is here: types of tensors that tfjs does not know are dropped instead of thrown over.

/** An attribute of a TensorFlow op, by its kind. A type is given by name. */
export type OpAttribute =
  string | boolean | { readonly int: number } | { readonly float: number } | { readonly type: OpType }

export type OpType = 'float32' | 'int32' | 'bool' | 'int8'

/** Values of TensorFlow's DataType (types.proto), which never change. */
const typeNumbers: Record<OpType, number> = { float32: 1, int32: 3, int8: 6, bool: 10 }
const knownToTfjs = new Set([typeNumbers.float32, typeNumbers.int32, typeNumbers.bool])

/** A tensor of TensorFlow that tfjs has no type for. It is never released: make few, and keep them. */
export interface RawHandle {
  readonly rawId: number
}

export interface OpBridge {
  /** Whether TensorFlow runs its ops on a GPU. */
  readonly gpu: boolean
  /**
   * Runs one op. Results of a type that tfjs does not have are null.
   *
   * @throws Error with TensorFlow's message
   */
  run(
    name: string,
    attributes: Readonly<Record<string, OpAttribute>>,
    inputs: readonly (TensorInfo | RawHandle)[],
    outputs: number
  ): (Tensor | null)[]
  /** Runs an op of one result and gives its handle. */
  raw(
    name: string,
    attributes: Readonly<Record<string, OpAttribute>>,
    inputs: readonly (TensorInfo | RawHandle)[]
  ): RawHandle
}

interface Metadata {
  readonly id: number
  readonly shape: number[]
  readonly dtype: number
}

/** What we need of tfjs-node's backend; its types call most of it private. */
interface NodeBackend {
  readonly isUsingGpuDevice: boolean
  readonly binding: {
    readonly TF_ATTR_STRING: number
    readonly TF_ATTR_INT: number
    readonly TF_ATTR_FLOAT: number
    readonly TF_ATTR_BOOL: number
    readonly TF_ATTR_TYPE: number
    executeOp(
      name: string,
      attributes: readonly object[],
      inputs: readonly number[],
      outputs: number
    ): Metadata[]
    deleteTensor(id: number): void
  }
  getInputTensorIds(tensors: readonly TensorInfo[]): number[]
  createOutputTensor(metadata: Metadata): Tensor
}

/** The bridge of tfjs-node's backend; null for any other backend. */
export function opBridgeOf(backend: unknown): OpBridge | null {
  if (!isNodeBackend(backend)) return null
  const { binding } = backend
  const execute: (...args: [...Parameters<OpBridge['raw']>, number]) => Metadata[] = (
    name,
    attributes,
    inputs,
    outputs
  ) => {
    const ids = inputs.map((input) =>
      'rawId' in input ? input.rawId : backend.getInputTensorIds([input])[0]
    )
    const list = Object.entries(attributes).map(([key, value]) => ({ name: key, ...encoded(value, binding) }))
    return binding.executeOp(name, list, ids, outputs)
  }
  return {
    gpu: backend.isUsingGpuDevice,
    run: (name, attributes, inputs, outputs) =>
      execute(name, attributes, inputs, outputs).map((result) => {
        if (knownToTfjs.has(result.dtype)) return backend.createOutputTensor(result)
        binding.deleteTensor(result.id)
        return null
      }),
    raw: (name, attributes, inputs) => ({ rawId: execute(name, attributes, inputs, 1)[0].id })
  }
}

function isNodeBackend(backend: unknown): backend is NodeBackend {
  const candidate = backend as Partial<NodeBackend> | null
  return (
    typeof candidate?.createOutputTensor === 'function' && typeof candidate.binding?.executeOp === 'function'
  )
}

function encoded(value: OpAttribute, kinds: NodeBackend['binding']): { type: number; value: unknown } {
  if (typeof value === 'string') return { type: kinds.TF_ATTR_STRING, value }
  if (typeof value === 'boolean') return { type: kinds.TF_ATTR_BOOL, value }
  if ('int' in value) return { type: kinds.TF_ATTR_INT, value: value.int }
  if ('float' in value) return { type: kinds.TF_ATTR_FLOAT, value: value.float }
  return { type: kinds.TF_ATTR_TYPE, value: typeNumbers[value.type] }
}
