import type { Matrix, Vector } from '../ops'
import { gatesOf } from '../rnn/cells/maths'
import type { Packing } from '../rnn/packing'
import {
  rnnSequence,
  type Cell,
  type SequenceCall,
  type SequenceInput,
  type SequenceResult,
  type SequenceState,
  type SequenceWeights
} from '../rnn/sequence'
import { beside, masked } from './functions'

// A stack of recurrent layers, each read in one or two directions: torch.nn.RNN, GRU and LSTM, with their names.

export interface RecurrentConfig {
  readonly cell: Cell
  /** I */
  readonly inputSize: number
  /** H */
  readonly hiddenSize: number
  readonly layers: number
  readonly bidirectional: boolean
}

/** Shape of each parameter by PyTorch's name, e.g. `weight_ih_l1_reverse`, in PyTorch's order. */
export function recurrentShapes(config: RecurrentConfig): [name: string, shape: number[]][] {
  const { hiddenSize, layers } = config
  const gates = gatesOf(config.cell.kind) * hiddenSize
  const directions = directionsOf(config)
  return Array.from({ length: layers }, (_, layer) => {
    const inputSize = layer === 0 ? config.inputSize : hiddenSize * directions.length
    return directions.flatMap((reverse): [string, number[]][] => [
      [nameOf('weight_ih', layer, reverse), [gates, inputSize]],
      [nameOf('weight_hh', layer, reverse), [gates, hiddenSize]],
      [nameOf('bias_ih', layer, reverse), [gates]],
      [nameOf('bias_hh', layer, reverse), [gates]]
    ])
  }).flat()
}

export interface RecurrentPass {
  readonly packing: Packing
  readonly input: SequenceInput
  /** Tensor of a parameter by the names of `recurrentShapes`. */
  readonly parameter: (name: string) => Matrix | Vector
  /** States before the first letter, [layer][direction]; null: zeros. */
  readonly initial?: readonly (readonly SequenceState[])[] | null
  /** Whether the last layer's outputs are read. */
  readonly outputs: boolean
  /** Whether the final state of a layer and direction is read. */
  readonly final: (layer: number, reverse: boolean) => boolean
  /** Inverted dropout's mask for the outputs [N, D*H] of a layer that is not the last; null: none. */
  readonly mask?: ((layer: number, shape: [number, number]) => Matrix) | null
  /** Runs a sequence; the op itself unless somebody wants to watch. */
  readonly run?: (call: SequenceCall, layer: number) => SequenceResult
}

export interface RecurrentResult {
  /** Of the last layer, forward then backward units: [N, D*H]. */
  readonly outputs: Matrix | null
  /** [layer][direction]; null where not read. */
  readonly final: readonly (readonly (SequenceState | null)[])[]
}

/** Runs the stack. What nobody reads (e.g. the last layer's forward direction in 13_2) is not computed. */
export function runRecurrent(config: RecurrentConfig, pass: RecurrentPass): RecurrentResult {
  const { packing, run = rnnSequence } = pass
  const final: (SequenceState | null)[][] = []
  let input = pass.input
  let outputs: Matrix | null = null
  for (let layer = 0; layer < config.layers; layer++) {
    const last = layer === config.layers - 1
    const results = directionsOf(config).map((reverse, direction) => {
      const reads = { outputs: !last || pass.outputs, final: pass.final(layer, reverse) }
      if (!reads.outputs && !reads.final) return null
      const initial = pass.initial?.[layer][direction] ?? null
      const weights = weightsOf(pass.parameter, layer, reverse)
      return run({ cell: config.cell, packing, input, initial, weights, reverse, reads }, layer)
    })
    final.push(results.map((result) => result?.final ?? null))
    if (last && !pass.outputs) break
    outputs = beside(results.map((result) => result!.outputs!))
    if (!last && pass.mask) outputs = masked(outputs, pass.mask(layer, outputs.shape))
    input = { kind: 'vectors', x: outputs }
  }
  return { outputs: pass.outputs ? outputs : null, final }
}

/** Whether each direction of a layer reads in reverse. */
export function directionsOf({ bidirectional }: { bidirectional: boolean }): boolean[] {
  return bidirectional ? [false, true] : [false]
}

function nameOf(kind: string, layer: number, reverse: boolean): string {
  return `${kind}_l${layer}${reverse ? '_reverse' : ''}`
}

function weightsOf(parameter: RecurrentPass['parameter'], layer: number, reverse: boolean): SequenceWeights {
  return {
    weightIh: parameter(nameOf('weight_ih', layer, reverse)) as Matrix,
    weightHh: parameter(nameOf('weight_hh', layer, reverse)) as Matrix,
    biasIh: parameter(nameOf('bias_ih', layer, reverse)) as Vector,
    biasHh: parameter(nameOf('bias_hh', layer, reverse)) as Vector
  }
}
