import { zerosLike } from '@tensorflow/tfjs-core'
import { add, complement, multiply, sigmoid, square, tanh } from '../../ops'
import type { CellMaths } from './cell'

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997; forget gate: Gers et al., 2000) as PyTorch has it:
 *   i, f, o = sigmoid(...),  g = tanh(...),  c' = f c + i g,  h' = o tanh(c')
 */
export const lstm: CellMaths = {
  foldsBias: [true, true, true, true],

  forward(x, products, _, state, record) {
    const before = products ? x.map((gate, k) => add(gate, products[k])) : x
    const [i, f, o] = [before[0], before[1], before[3]].map(sigmoid)
    const g = tanh(before[2])
    const entering = multiply(i, g)
    const c = state ? add(multiply(f, state.c!), entering) : entering
    const shown = tanh(c)
    const h = multiply(o, shown)
    return { h, c, saved: record ? [i, f, g, o, shown, state?.c ?? zerosLike(c)] : [] }
  },

  factors([i, f, g, o, shown, before]) {
    return [
      multiply(o, complement(square(shown))), // dc / dh
      multiply(shown, multiply(o, complement(o))), // do / dh
      multiply(g, multiply(i, complement(i))), // di / dc
      multiply(before, multiply(f, complement(f))), // df / dc
      multiply(i, complement(square(g))), // dg / dc
      f
    ]
  },

  backward([cByH, oByH, iByC, fByC, gByC, f], dh, dc) {
    const through = multiply(dh, cByH)
    const cell = dc ? add(dc, through) : through
    const gates = [multiply(cell, iByC), multiply(cell, fByC), multiply(cell, gByC), multiply(dh, oByH)]
    return { input: gates, hidden: gates, h: null, c: multiply(cell, f) }
  },

  shown([i, f, g, o, , before]) {
    const c = add(multiply(f, before), multiply(i, g))
    return { i: i.clone(), f: f.clone(), g: g.clone(), o: o.clone(), c }
  }
}
