import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { SequenceGradients, SequenceUpstream } from '../../rnn/implementation'
import type { SequenceCall } from '../../rnn/sequence'
import { copy, zero } from './scratch'
import { walkBack } from './sequence-walk'
import { make } from './tensors'
import type { Builtin } from './index'

/**
 * Walks back through the steps at once; then each gradient that the tape asks for is one product over all steps.
 * Buffers are tensors, so that the tape's own scope releases them.
 */
export function sequenceBackward(
  builtin: Builtin,
  call: SequenceCall,
  saved: Tensor[],
  upstream: SequenceUpstream
): SequenceGradients {
  const { kernels, backend } = builtin
  const { weights, input, packing } = call
  const [G, I] = weights.weightIh.shape
  const H = weights.weightHh.shape[1]
  const N = packing.total
  const at = (tensor: Tensor): number => backend.address(tensor)
  const { dx, du, before, dh, dc } = walkBack(builtin, call, saved, upstream)
  const table = input.kind === 'ids' ? segments(builtin, dx, input.ids, input.embedding?.shape[0] ?? I) : null

  /** Sum of rows: [G]. */
  const sum = (rows: Tensor2D): Tensor => {
    const out = make(builtin, [G])
    zero(backend.heap, at(out), G)
    kernels.sumRows(at(rows), at(out), N, G * 4)
    return out
  }
  /** left^T right: [rows, G]^T . [rows, columns] -> [G, columns] */
  const outer = (left: Tensor2D, right: Tensor2D): Tensor => {
    const [rows, columns] = right.shape
    const out = make(builtin, [G, columns])
    kernels.product(at(left), 4, G * 4, at(right), columns * 4, at(out), columns * 4, G, rows, columns, 0)
    return out
  }
  /** rows W_ih: [count, G] . [G, I] -> [count, I] */
  const through = (rows: Tensor2D): Tensor => {
    const count = rows.shape[0]
    const out = make(builtin, [count, I])
    kernels.product(at(rows), G * 4, 4, at(weights.weightIh), I * 4, at(out), I * 4, count, G, I, 0)
    return out
  }
  const weightIh = (): Tensor => {
    if (input.kind === 'vectors') return outer(dx, input.x)
    if (input.embedding) return outer(table!, input.embedding)
    const out = make(builtin, [G, I])
    kernels.transpose(at(table!), at(out), I, G)
    return out
  }
  const own = (tensor: Tensor2D): Tensor => {
    const out = make(builtin, [packing.rows, H])
    copy(backend.heap, at(tensor), at(out), packing.rows * H)
    return out
  }
  return {
    weightIh,
    weightHh: () => outer(du, before),
    biasIh: () => sum(dx),
    biasHh: () => sum(du),
    x: () => through(dx),
    embedding: () => through(table!),
    h: () => own(dh),
    c: () => own(dc!)
  }
}

/** Sum of the rows that have each id: [N, G] -> [V, G]. */
function segments({ kernels, backend, ...rest }: Builtin, rows: Tensor2D, ids: Tensor, V: number): Tensor2D {
  const [N, G] = rows.shape
  const table = make({ kernels, backend, ...rest }, [V, G])
  zero(backend.heap, backend.address(table), V * G)
  kernels.segmentSum(backend.address(rows), backend.address(ids), backend.address(table), N, G * 4)
  return table as Tensor2D
}
