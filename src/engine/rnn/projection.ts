import { add, gather, product, segmentSum, sum, sumRows, transpose, type Matrix, type Vector } from '../ops'
import type { SequenceInput } from './sequence'

// The input's share of all steps at once: x W_ih^T + b, one product for the whole batch. With ids as input the table is
// multiplied instead, [V, I] x [I, G*H], and rows are looked up, where V is no more than the batch's letters.

/**
 * @param weights W_ih of each gate: [H, I]
 * @param biases what is added to each gate: [H]
 * @returns each gate's projection, packed: [N, H]
 */
export function project(
  input: SequenceInput,
  weights: readonly Matrix[],
  biases: readonly Vector[]
): Matrix[] {
  const projected = (x: Matrix) => weights.map((weight, k) => add(product(x, weight, false, true), biases[k]))
  if (input.kind === 'vectors') return projected(input.x)
  const { ids, embedding } = input
  if (embedding && !folds(input)) return projected(gather(embedding, ids))
  const table = embedding
    ? projected(embedding)
    : weights.map((weight, k) => add(transpose(weight), biases[k]))
  return table.map((rows) => gather(rows, ids))
}

export interface ProjectionGradients {
  /** Of each gate's W_ih. */
  readonly weights: () => Matrix[]
  /** Of each gate's bias. */
  readonly biases: () => Vector[]
  /** Of `x` or `embedding`. */
  readonly input: () => Matrix
}

/** @param dys gradient of each gate's projection: [N, H] */
export function projectionGradients(
  input: SequenceInput,
  weights: readonly Matrix[],
  dys: readonly Matrix[]
): ProjectionGradients {
  if (input.kind === 'vectors') return productGradients(input.x, weights, dys)
  const { ids, embedding } = input
  if (embedding && !folds(input)) {
    const vectors = productGradients(gather(embedding, ids), weights, dys)
    return { ...vectors, input: () => segmentSum(vectors.input(), ids, embedding.shape[0]) }
  }
  const count = embedding ? embedding.shape[0] : weights[0].shape[1]
  const table = dys.map((dy) => segmentSum(dy, ids, count)) // [V, H] each
  if (embedding) return productGradients(embedding, weights, table)
  return { ...productGradients(weights[0], weights, table), weights: () => table.map(transpose) }
}

/** Gradients of x W^T + b. */
function productGradients(
  x: Matrix,
  weights: readonly Matrix[],
  dys: readonly Matrix[]
): ProjectionGradients {
  return {
    weights: () => dys.map((dy) => product(dy, x, true)),
    biases: () => dys.map(sumRows),
    input: () => sum(dys.map((dy, k) => product(dy, weights[k])))
  }
}

/** Whether multiplying the table is less work than multiplying the batch's letters. */
function folds({ ids, embedding }: SequenceInput & { kind: 'ids' }): boolean {
  return embedding !== null && embedding.shape[0] <= ids.size
}
