import { cast, div, equal, max, reshape, tensor1d, tensor2d, type Tensor1D } from '@tensorflow/tfjs-core'
import type { readouts } from '#shared/schemas/names-config'
import { concat, gather, multiply, segmentSum, type Matrix } from '../ops'
import { recorded } from '../recorded'
import { paddedIndices, rowIndices, type Packing } from '../rnn/packing'
import { beside } from './functions'
import type { RecurrentConfig, RecurrentResult } from './recurrent'

// One vector a row from a recurrent stack: what the classifier's head sees.

export type Readout = (typeof readouts)[number]

/** What a readout takes from the stack. */
interface Reads {
  /** Final states of the last layer. */
  readonly final: 'none' | 'last-direction' | 'both-directions'
  readonly outputs: boolean
}

const table: Record<Readout, Reads> = {
  'last-direction': { final: 'last-direction', outputs: false },
  'both-directions': { final: 'both-directions', outputs: false },
  mean: { final: 'none', outputs: true },
  max: { final: 'none', outputs: true },
  'final-mean-max': { final: 'both-directions', outputs: true }
}

/** What `runRecurrent` has to compute for a readout. */
export function readsOf(
  readout: Readout,
  { layers, bidirectional }: RecurrentConfig
): { outputs: boolean; final: (layer: number, reverse: boolean) => boolean } {
  const { final, outputs } = table[readout]
  const reads = {
    none: () => false,
    'both-directions': () => true,
    'last-direction': (reverse: boolean) => reverse === bidirectional // hidden[-1] is the backward one, if any
  }[final]
  return { outputs, final: (layer, reverse) => layer === layers - 1 && reads(reverse) }
}

/** @returns [B, R] with R = `readoutSize` */
export function readOut(readout: Readout, result: RecurrentResult, packing: Packing): Matrix {
  const final = () => {
    const states = result.final[result.final.length - 1].filter((state) => state !== null)
    return beside(states.map((state) => state.h))
  }
  switch (readout) {
    case 'last-direction':
    case 'both-directions':
      return final()
    case 'mean':
      return meanOfRows(result.outputs!, packing)
    case 'max':
      return maximumOfRows(result.outputs!, packing)
    case 'final-mean-max':
      return beside([final(), meanOfRows(result.outputs!, packing), maximumOfRows(result.outputs!, packing)])
  }
}

/** Mean over the letters of each row: [N, m] -> [B, m]. */
export function meanOfRows(outputs: Matrix, packing: Packing): Matrix {
  const [mean] = recorded({
    inputs: { outputs },
    forward(save) {
      const ids = tensor1d(rowIndices(packing), 'int32')
      const share = tensor2d(Float32Array.from(packing.lengths, (length) => 1 / length), [packing.rows, 1]) // prettier-ignore
      save([ids, share])
      return [multiply(segmentSum(outputs, ids, packing.rows), share)]
    },
    backward: ([dy], [ids, share]) => ({
      outputs: () => gather(multiply(dy as Matrix, share), ids as Tensor1D)
    })
  })
  return mean as Matrix
}

/** Largest value over the letters of each row: [N, m] -> [B, m]. Equal ones share the gradient, as in torch.amax. */
export function maximumOfRows(outputs: Matrix, packing: Packing): Matrix {
  const { rows, steps } = packing
  const width = outputs.shape[1]
  const [highest] = recorded({
    inputs: { outputs },
    forward(save) {
      const none = tensor2d(new Float32Array(width).fill(-Infinity), [1, width])
      const padded = gather(concat([outputs, none]), tensor1d(paddedIndices(packing), 'int32'))
      const values = max(reshape(padded, [steps, rows, width]), 0)
      save([outputs, values])
      return [values]
    },
    backward([dy], [kept, values]) {
      const ids = tensor1d(rowIndices(packing), 'int32')
      const hits = cast(equal(kept, gather(values as Matrix, ids)), 'float32') as Matrix
      const share = div(dy, segmentSum(hits, ids, rows)) as Matrix
      return { outputs: () => multiply(hits, gather(share, ids)) }
    }
  })
  return highest as Matrix
}
