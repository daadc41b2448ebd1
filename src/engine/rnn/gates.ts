import { add, concat, splitEvenly, type Matrix, type Vector } from '../ops'
import type { SequenceWeights } from './sequence'

// PyTorch stacks the gates of a weight by row, [G*H, ...].

/** Weights and biases of each gate. */
export interface GateWeights {
  readonly weightIh: Matrix[] // [H, I] each
  readonly weightHh: Matrix[] // [H, H] each
  /** Added to the input's projection: with the hidden side's where the cell folds it. */
  readonly biasInput: Vector[] // [H] each
  /** Added to the product with h; null where folded. */
  readonly biasHidden: (Vector | null)[] // [H] each
}

export function gateWeights(weights: SequenceWeights, foldsBias: readonly boolean[]): GateWeights {
  const cut = <T extends Matrix | Vector>(weight: T): T[] => splitEvenly(weight, foldsBias.length, 0)
  const biasIh = cut(weights.biasIh)
  const biasHh = cut(weights.biasHh)
  return {
    weightIh: cut(weights.weightIh),
    weightHh: cut(weights.weightHh),
    biasInput: biasIh.map((bias, k) => (foldsBias[k] ? add(bias, biasHh[k]) : bias)),
    biasHidden: biasHh.map((bias, k) => (foldsBias[k] ? null : bias))
  }
}

/** The way back, as a tensor of its own. */
export function stacked<T extends Matrix | Vector>(gates: readonly T[]): T {
  return gates.length === 1 ? (gates[0].clone() as T) : concat(gates)
}
