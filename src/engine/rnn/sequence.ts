import { getBackend, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core'
import { composite } from './composite'
import { implementationsOf, type SequenceImplementation } from './implementation'
import type { Packing } from './packing'
import { recorded, recording } from '../recorded'

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

/**
 * Runs the op with the best implementation that the backend in use has, and records it on the tape: gradients flow into
 * `x` or `embedding`, the weights and the initial state.
 */
export function rnnSequence(call: SequenceCall): SequenceResult {
  const implementation = implementationFor(call)
  const tensors = tensorsOf(call)
  const names = Object.keys(tensors)
  const inputs = Object.fromEntries(
    names.filter((name) => name !== 'ids').map((name) => [name, tensors[name]])
  )
  const reads = readsOf(call)
  const outputs = recorded({
    inputs,
    forward(save) {
      const result = implementation.forward(call, recording())
      save([...Object.values(tensors), ...result.saved])
      return reads.map((name) => result[name]!)
    },
    backward(dys, saved) {
      const kept = Object.fromEntries(names.map((name, i) => [name, saved[i]]))
      const upstream = Object.fromEntries(reads.map((name, i) => [name, dys[i] as Tensor2D]))
      return implementation.backward(withTensors(call, kept), saved.slice(names.length) as Tensor2D[], {
        outputs: upstream.outputs ?? null,
        h: upstream.h ?? null,
        c: upstream.c ?? null
      })
    }
  })
  const named = Object.fromEntries(reads.map((name, i) => [name, outputs[i] as Tensor2D]))
  return {
    outputs: named.outputs ?? null,
    final: call.reads.final ? { h: named.h, c: named.c ?? null } : null
  }
}

/** The implementation that `rnnSequence` would use. */
export function implementationFor(call: SequenceCall): SequenceImplementation {
  return implementationsOf(getBackend()).find((each) => each.supports(call)) ?? composite
}

type Read = 'outputs' | 'h' | 'c'

function readsOf({ cell, reads }: SequenceCall): Read[] {
  const names: Read[] = []
  if (reads.outputs) names.push('outputs')
  if (reads.final) names.push('h')
  if (reads.final && cell.kind === 'lstm') names.push('c')
  return names
}

function tensorsOf({ input, weights, initial }: SequenceCall): Record<string, Tensor> {
  return {
    ...weights,
    ...(input.kind === 'vectors' ? { x: input.x } : { ids: input.ids }),
    ...(input.kind === 'ids' && input.embedding ? { embedding: input.embedding } : {}),
    ...(initial ? { h: initial.h } : {}),
    ...(initial?.c ? { c: initial.c } : {})
  }
}

/** The same call on the tensors that the tape kept: those of the forward may be gone. */
function withTensors(call: SequenceCall, kept: Record<string, Tensor>): SequenceCall {
  const named = kept as Record<string, Tensor2D> & Record<'biasIh' | 'biasHh' | 'ids', Tensor1D>
  return {
    ...call,
    weights: {
      weightIh: named.weightIh,
      weightHh: named.weightHh,
      biasIh: named.biasIh,
      biasHh: named.biasHh
    },
    input:
      call.input.kind === 'vectors'
        ? { kind: 'vectors', x: named.x }
        : { kind: 'ids', ids: named.ids, embedding: named.embedding ?? null },
    initial: call.initial && { h: named.h, c: named.c ?? null }
  }
}
