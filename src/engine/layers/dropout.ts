import { tensor2d } from '@tensorflow/tfjs-core'
import type { Matrix } from '../ops'
import { dropoutMask } from '../random/fill'
import type { RandomStream } from '../random/stream'
import { masked } from './functions'

/** Inverted dropout (Srivastava et al., 2014) with a mask from our own stream: [n, m] -> [n, m]. Rate 0: x itself. */
export function dropout(x: Matrix, rate: number, random: RandomStream): Matrix {
  return rate > 0 ? masked(x, maskOf(x.shape, rate, random)) : x
}

/** Zeros at `rate`, 1 / (1 - rate) elsewhere. */
export function maskOf(shape: readonly [number, number], rate: number, random: RandomStream): Matrix {
  return tensor2d(dropoutMask(random, shape[0] * shape[1], rate), [...shape])
}
