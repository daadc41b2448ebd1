import { add, concat, splitEvenly, type Matrix, type Vector } from '../ops'
import type { Block } from './cells/cell'
import type { SequenceWeights } from './sequence'

// PyTorch stacks the gates of a weight by row, [G*H, ...]; a block's rows are some of them.

/** Rows of each block: [G*H, ...] -> [gates * H, ...] each. */
export function intoBlocks<T extends Matrix | Vector>(weight: T, blocks: readonly Block[]): T[] {
  const gates = blocks.reduce((sum, block) => sum + block.gates.length, 0)
  const parts = splitEvenly(weight, gates, 0)
  return blocks.map((block) => concat(block.gates.map((gate) => parts[gate])))
}

/** The way back: [gates * H, ...] each -> [G*H, ...] in PyTorch's order. */
export function fromBlocks<T extends Matrix | Vector>(values: readonly T[], blocks: readonly Block[]): T {
  const parts: T[] = []
  blocks.forEach((block, k) => {
    const rows = splitEvenly(values[k], block.gates.length, 0)
    block.gates.forEach((gate, i) => (parts[gate] = rows[i]))
  })
  return concat(parts)
}

/** Weights and biases of each block. */
export interface BlockWeights {
  readonly weightIh: Matrix[]
  readonly weightHh: Matrix[]
  /** Added to the input's projection: with the hidden side's where the block folds it. */
  readonly biasInput: Vector[]
  /** Added to the product with h; null where folded. */
  readonly biasHidden: (Vector | null)[]
}

export function blockWeights(weights: SequenceWeights, blocks: readonly Block[]): BlockWeights {
  const biasIh = intoBlocks(weights.biasIh, blocks)
  const biasHh = intoBlocks(weights.biasHh, blocks)
  return {
    weightIh: intoBlocks(weights.weightIh, blocks),
    weightHh: intoBlocks(weights.weightHh, blocks),
    biasInput: biasIh.map((bias, k) => (blocks[k].foldsBias ? add(bias, biasHh[k]) : bias)),
    biasHidden: biasHh.map((bias, k) => (blocks[k].foldsBias ? null : bias))
  }
}
