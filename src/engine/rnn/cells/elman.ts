import { add, complement, multiply, positive, relu, square, tanh } from '../../ops'
import type { CellMaths } from './cell'

/** The plain recurrent cell (Elman, 1990): h' = tanh(x W_ih + b_ih + h W_hh + b_hh), or relu in place of tanh. */
export function elman(nonlinearity: 'tanh' | 'relu'): CellMaths {
  return {
    foldsBias: [true],

    forward([x], products, _, __, record) {
      const before = products ? add(x, products[0]) : x
      const h = nonlinearity === 'tanh' ? tanh(before) : relu(before)
      return { h, c: null, saved: record ? [h] : [] }
    },

    factors([h]) {
      return [nonlinearity === 'tanh' ? complement(square(h)) : positive(h)]
    },

    backward([slope], dh) {
      const gates = [multiply(dh, slope)]
      return { input: gates, hidden: gates, h: null, c: null }
    },

    shown: () => ({})
  }
}
