import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import type { SequenceUpstream } from '../../rnn/implementation'
import type { SequenceCall } from '../../rnn/sequence'
import { copy, Scratch, zero } from './scratch'
import { stretches } from './steps'
import { gatesOf, keptOf, make } from './tensors'
import type { Builtin } from './index'

/** What the gradients of one direction are made of; G: gates * H. */
export interface Walk {
  /** Gradient of the input's projection: [N, G]. */
  readonly dx: Tensor2D
  /** Gradient of h W_hh^T: dx itself but for gru, whose reset gate stands between. [N, G] */
  readonly du: Tensor2D
  /** h before each letter: [N, H]. */
  readonly before: Tensor2D
  /** Gradients of the initial state: [B, H]; dc null for cells without c. */
  readonly dh: Tensor2D
  readonly dc: Tensor2D | null
}

/** Backpropagation through time over packed rows (Werbos, 1990), the gates of a step in one kernel. */
export function walkBack(
  builtin: Builtin,
  call: SequenceCall,
  saved: Tensor[],
  upstream: SequenceUpstream
): Walk {
  const { kernels, backend } = builtin
  const { packing, weights, reverse, initial, cell } = call
  const H = weights.weightHh.shape[1]
  const G = gatesOf[cell.kind] * H
  const N = packing.total
  const B = packing.rows
  const at = (tensor: Tensor): number => backend.address(tensor)
  const scratch = new Scratch(backend.heap)
  try {
    const y = at(saved[0])
    const kept = saved[1] ? at(saved[1]) : 0
    const cells = saved[2] ? at(saved[2]) : 0
    const zeros = initial ? 0 : scratch.zeros(B * H)
    const h0 = initial ? at(initial.h) : 0
    const c0 = initial?.c ? at(initial.c) : 0
    const dx = make(builtin, [N, G])
    const du = cell.kind === 'gru' ? make(builtin, [N, G]) : dx
    const before = make(builtin, [N, H])
    const dh = started(builtin, upstream.h, B, H)
    const dc = cell.kind === 'lstm' ? started(builtin, upstream.c, B, H) : null
    const dy = upstream.outputs ? at(upstream.outputs) : 0
    const row = H * 4
    for (const { at: first, row: batchRow, rows, before: from } of [
      ...stretches(packing, reverse)
    ].reverse()) {
      const begins = from === null
      const h = begins ? h0 && h0 + batchRow * row : y + from * row
      copy(backend.heap, h || zeros, at(before) + first * row, rows * H)
      const d = at(dh) + batchRow * row
      if (dy) kernels.add(dy + first * row, d, rows * row)
      const dxt = at(dx) + first * G * 4
      const dut = at(du) + first * G * 4
      const gates = kept + first * keptOf[cell.kind] * row
      if (cell.kind === 'gru') kernels.gruBackward(gates, h, d, dxt, dut, rows, row)
      else if (cell.kind === 'lstm') {
        const c = begins ? c0 && c0 + batchRow * row : cells + from * row
        kernels.lstmBackward(gates, c, d, at(dc!) + batchRow * row, dxt, rows, row)
      } else kernels.rnnBackward(y + first * row, d, dxt, rows * row, cell.nonlinearity === 'relu' ? 1 : 0)
      // gru leaves in d what passes by z; the other cells pass nothing by.
      if (!begins || initial)
        kernels.product(
          dut,
          G * 4,
          4,
          at(weights.weightHh),
          row,
          d,
          row,
          rows,
          G,
          H,
          cell.kind === 'gru' ? 1 : 0
        )
    }
    return { dx, du, before, dh, dc }
  } finally {
    scratch.release()
  }
}

/** A copy of a gradient that the walk adds to, or zeros: [B, H]. */
function started(builtin: Builtin, gradient: Tensor | null, B: number, H: number): Tensor2D {
  const { backend } = builtin
  const out = make(builtin, [B, H])
  if (gradient) copy(backend.heap, backend.address(gradient), backend.address(out), B * H)
  else zero(backend.heap, backend.address(out), B * H)
  return out
}
