import type { Scalar } from '@tensorflow/tfjs-core'
import {
  add,
  concat,
  gather,
  multiply,
  product,
  segmentSum,
  split,
  sum,
  sumRows,
  type Matrix,
  type Vector
} from '../ops'
import { recorded } from '../recorded'

// What stands between recurrent layers, each with a gradient of its own: nothing here needs tfjs's gradient registry,
// and no gradient is computed for what does not ask for one.

/** Row ids[i] of the table at row i: [V, I], [N] -> [N, I]. */
export function lookup(table: Matrix, ids: Vector): Matrix {
  const [rows] = recorded({
    inputs: { table },
    forward(save) {
      save([ids])
      return [gather(table, ids)]
    },
    backward: ([dy], [kept]) => ({
      table: () => segmentSum(dy as Matrix, kept as Vector, table.shape[0])
    })
  })
  return rows as Matrix
}

/** x times a mask that is no variable: [n, m], [n, m] or [n, 1] -> [n, m]. */
export function masked(x: Matrix, mask: Matrix): Matrix {
  const [product] = recorded({
    inputs: { x },
    forward(save) {
      save([mask])
      return [multiply(x, mask)]
    },
    backward: ([dy], [kept]) => ({ x: () => multiply(dy, kept) })
  })
  return product as Matrix
}

/** Matrices side by side: [n, m_i] -> [n, sum of m_i]. */
export function beside(parts: readonly Matrix[]): Matrix {
  if (parts.length === 1) return parts[0]
  const widths = parts.map((part) => part.shape[1])
  const [joined] = recorded({
    inputs: Object.fromEntries(parts.map((part, i) => [i, part])),
    forward: () => [concat(parts, 1)],
    backward([dy]) {
      const pieces = split(dy, widths, 1)
      return Object.fromEntries(pieces.map((piece, i) => [i, () => piece]))
    }
  })
  return joined as Matrix
}

/** x W^T + b as torch.nn.Linear: [n, m], [k, m], [k] -> [n, k]. */
export function linear(x: Matrix, weight: Matrix, bias: Vector): Matrix {
  const [y] = recorded({
    inputs: { x, weight, bias },
    forward(save) {
      save([x, weight])
      return [add(product(x, weight, false, true), bias)]
    },
    backward([dy], [keptX, keptWeight]) {
      const d = dy as Matrix
      return {
        x: () => product(d, keptWeight as Matrix),
        weight: () => product(d, keptX as Matrix, true),
        bias: () => sumRows(d)
      }
    }
  })
  return y as Matrix
}

/** Sum of scalars. */
export function total(parts: readonly Scalar[]): Scalar {
  if (parts.length === 1) return parts[0]
  const [all] = recorded({
    inputs: Object.fromEntries(parts.map((part, i) => [i, part])),
    forward: () => [sum(parts)],
    backward: ([dy]) => Object.fromEntries(parts.map((_, i) => [i, () => dy.clone()]))
  })
  return all as Scalar
}
