import { broadcastTo } from '@tensorflow/tfjs-core'
import type { Matrix } from '../../ops'
import { add, complement, multiply, sigmoid, square, subtract, tanh } from '../../ops'
import type { CellMaths } from './cell'

/**
 * Gated recurrent unit (Cho et al., 2014) as PyTorch and cuDNN have it:
 *   r = sigmoid(x W_ir + b_ir + h W_hr + b_hr),  z likewise
 *   n = tanh(x W_in + b_in + r (h W_hn + b_hn)),  h' = (1 - z) n + z h
 */
export const gru: CellMaths = {
  foldsBias: [true, true, false],

  forward([xr, xz, xn], products, [, , biasN], state, record) {
    const r = sigmoid(products ? add(xr, products[0]) : xr)
    const z = sigmoid(products ? add(xz, products[1]) : xz)
    const hn = products ? add(products[2], biasN!) : biasN! // [b, H], or [H] at zero state
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
    const dr = multiply(dn, rByN)
    const dz = multiply(dh, zByH)
    return { input: [dr, dz, dn], hidden: [dr, dz, multiply(dn, r)], h: multiply(dh, z), c: null }
  },

  shown: ([r, z, n]) => ({ r: r.clone(), z: z.clone(), n: n.clone() })
}
