import { broadcastTo } from '@tensorflow/tfjs-core'
import type { Matrix } from '../../ops'
import { add, complement, concat, multiply, sigmoid, splitEvenly, square, subtract, tanh } from '../../ops'
import type { CellMaths } from './cell'

/**
 * Gated recurrent unit (Cho et al., 2014) as PyTorch and cuDNN have it:
 *   r = sigmoid(x W_ir + b_ir + h W_hr + b_hr),  z likewise
 *   n = tanh(x W_in + b_in + r (h W_hn + b_hn)),  h' = (1 - z) n + z h
 */
export const gru: CellMaths = {
  blocks: [
    { gates: [0, 1], foldsBias: true },
    { gates: [2], foldsBias: false }
  ],

  forward([xrz, xn], products, [, biasN], state, record) {
    const [r, z] = splitEvenly(sigmoid(products ? add(xrz, products[0]) : xrz), 2, 1)
    const hn = products ? add(products[1], biasN!) : biasN! // [b, H], or [H] at zero state
    const n = tanh(add(xn, multiply(r, hn)))
    const h = state ? add(n, multiply(z, subtract(state.h, n))) : subtract(n, multiply(z, n))
    if (!record) return { h, c: null, saved: [] }
    return { h, c: null, saved: [r, z, n, products ? (hn as Matrix) : broadcastTo(hn, n.shape)] }
  },

  factors([r, z, n, hn], previous) {
    const keep = complement(z)
    return [
      multiply(keep, complement(square(n))), // dn / dh
      multiply(subtract(previous, n), multiply(z, keep)), // dz / dh
      multiply(hn, multiply(r, complement(r))), // dr / dn
      r,
      z
    ]
  },

  backward([nByH, zByH, rByN, r, z], dh) {
    const dn = multiply(dh, nByH)
    const drz = concat([multiply(dn, rByN), multiply(dh, zByH)], 1)
    return { input: [drz, dn], hidden: [drz, multiply(dn, r)], h: multiply(dh, z), c: null }
  },

  shown: ([r, z, n]) => ({ r: r.clone(), z: z.clone(), n: n.clone() })
}
