import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core'
import type { Packing } from './packing'

// The sequence op: one direction of one recurrent layer over a packed batch. Layers, directions and attention compose
// it. S sequence length, B batch, N letters of the whole batch (packed), I input size, H hidden size, G gates of the
// cell (rnn 1, gru 3, lstm 4), V rows of an input table.

export type CellKind = 'rnn' | 'gru' | 'lstm'

/** PyTorch's forms: gru gates in order r, z, n with the reset after the product and two biases; lstm i, f, g, o. */
export interface Cell {
  readonly kind: CellKind
  /** Of the plain rnn only. */
  readonly nonlinearity: 'tanh' | 'relu'
}

/** As in PyTorch's `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`. */
export interface SequenceWeights {
  readonly weightIh: Tensor2D // [G*H, I]
  readonly weightHh: Tensor2D // [G*H, H]
  readonly biasIh: Tensor1D // [G*H]
  readonly biasHh: Tensor1D // [G*H]
}

/**
 * What is read: vectors, or ids into a table (`embedding` [V, I]; without it one-hot vectors, I = V). Ids stay ids: the
 * table is multiplied by the input weights once and then looked up, where that is less work.
 */
export type SequenceInput =
  | { readonly kind: 'vectors'; readonly x: Tensor2D } // [N, I]
  | { readonly kind: 'ids'; readonly ids: Tensor1D; readonly embedding: Tensor2D | null } // [N] int32

export interface SequenceState {
  readonly h: Tensor2D // [B, H], sorted rows
  /** lstm's cell state; null for the others. */
  readonly c: Tensor2D | null // [B, H]
}

/** Which results somebody reads. What is not read is not computed where that can be avoided. */
export interface SequenceReads {
  /** h after every letter. */
  readonly outputs: boolean
  /** State after the last letter read (with `reverse`: the first letter of the row). */
  readonly final: boolean
}

export interface SequenceCall {
  readonly cell: Cell
  readonly packing: Packing
  readonly input: SequenceInput
  /** State before the first letter; null: zeros, whose product is left out. */
  readonly initial: SequenceState | null
  readonly weights: SequenceWeights
  /** Reads each row from its last letter to its first. */
  readonly reverse: boolean
  readonly reads: SequenceReads
}

export interface SequenceResult {
  readonly outputs: Tensor2D | null // [N, H] packed; row b's letter t stands where its id stands
  readonly final: SequenceState | null
}
