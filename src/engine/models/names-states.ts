import type { Matrix } from '../ops'
import { runRecurrent } from '../layers/recurrent'
import { mathsOf } from '../rnn/cells/maths'
import { compositeForward } from '../rnn/composite'
import type { SequenceCall, SequenceResult } from '../rnn/sequence'
import { scoped } from '../ops'
import type { NamesInput } from './names-batch'
import { recurrentOf, recurrentParameter, sequenceInput, type NetworkShape } from './names-network'
import type { Parameters } from './parameters'

/** What one direction of one layer held after each letter, row-major [L, H]; row t belongs to letter t. */
export interface LayerStates {
  readonly member: number
  readonly layer: number
  readonly direction: 'forward' | 'backward'
  readonly hidden: Float32Array
  /** By the cell's names: gru r, z, n; lstm i, f, g, o and the cell state c; rnn none. */
  readonly gates: Readonly<Record<string, Float32Array>>
}

/** A layer's states as tensors: [L, H] each. */
interface Watched {
  readonly member: number
  readonly layer: number
  readonly reverse: boolean
  readonly hidden: Matrix
  readonly gates: Readonly<Record<string, Matrix>>
}

/** Runs one name through every layer and direction, those too that the answer does not need, and keeps what is seen. */
export async function statesOf(
  shape: NetworkShape,
  parameters: Parameters,
  prefixes: readonly string[],
  input: NamesInput
): Promise<LayerStates[]> {
  const seen = scoped(() =>
    prefixes.flatMap((prefix, member) => {
      const found: Watched[] = []
      runRecurrent(recurrentOf(shape), {
        packing: input.packing,
        input: sequenceInput(shape, parameters, prefix, input, 0, null),
        parameter: recurrentParameter(parameters, prefix),
        outputs: true,
        final: () => false,
        run(call, layer) {
          const { result, gates } = watched(call)
          found.push({ member, layer, reverse: call.reverse, hidden: result.outputs!, gates })
          return result
        }
      })
      return found
    })
  )
  return Promise.all(
    seen.map(async ({ member, layer, reverse, hidden, gates }) => ({
      member,
      layer,
      direction: reverse ? 'backward' : 'forward',
      hidden: await taken(hidden),
      gates: Object.fromEntries(
        await Promise.all(Object.entries(gates).map(async ([name, gate]) => [name, await taken(gate)]))
      )
    }))
  )
}

function watched(call: SequenceCall): { result: SequenceResult; gates: Record<string, Matrix> } {
  const { outputs, saved } = compositeForward(call, true)
  const maths = mathsOf(call.cell)
  return { result: { outputs, final: null }, gates: maths.shown(saved.slice(1)) }
}

/** Reads a tensor and frees it. */
async function taken(tensor: Matrix): Promise<Float32Array> {
  const values = await tensor.data<'float32'>()
  tensor.dispose()
  return values
}
