import { clone, type Tensor2D } from '@tensorflow/tfjs-core'
import type { SequenceForward } from '../../rnn/implementation'
import { lastIndices } from '../../rnn/packing'
import type { SequenceCall } from '../../rnn/sequence'
import { copy, Scratch } from './scratch'
import { stretches } from './steps'
import { gatesOf, keptOf, make } from './tensors'
import type { Builtin } from './index'

/**
 * saved: outputs [N, H], then for gru and lstm the gates [N, kept * H], then for lstm the cells [N, H].
 */
export function sequenceForward(builtin: Builtin, call: SequenceCall, record: boolean): SequenceForward {
  const { kernels, backend } = builtin
  const { packing, weights, reverse, initial, cell } = call
  const H = weights.weightHh.shape[1]
  const G = gatesOf[cell.kind] * H
  const N = packing.total
  const scratch = new Scratch(backend.heap)
  try {
    const x = projection(builtin, call, scratch, G)
    const weightHh = scratch.floats(G * H) // [H, G]
    kernels.transpose(backend.address(weights.weightHh), weightHh, G, H)
    const product = scratch.floats(packing.rows * G)
    const outputs = make(builtin, [N, H])
    const keeps = record && cell.kind !== 'rnn'
    const gates = keeps ? make(builtin, [N, keptOf[cell.kind] * H]) : null
    const cells = cell.kind === 'lstm' ? make(builtin, [N, H]) : null
    const y = backend.address(outputs)
    const kept = gates ? backend.address(gates) : 0
    const c = cells ? backend.address(cells) : 0
    const h0 = initial ? backend.address(initial.h) : 0
    const c0 = initial?.c ? backend.address(initial.c) : 0
    const biasHh = backend.address(weights.biasHh)
    const row = H * 4
    for (const { at, row: first, rows, before } of stretches(packing, reverse)) {
      const h = before === null ? (h0 ? h0 + first * row : 0) : y + before * row
      const u = h ? product : 0
      if (h) kernels.product(h, row, 4, weightHh, G * 4, product, G * 4, rows, H, G, 0)
      const xt = x + at * G * 4
      const yt = y + at * row
      const gt = kept && kept + at * keptOf[cell.kind] * row
      if (cell.kind === 'gru') kernels.gruForward(xt, u, biasHh, h, yt, gt, rows, row)
      else if (cell.kind === 'rnn')
        kernels.rnnForward(xt, u, yt, rows * row, cell.nonlinearity === 'relu' ? 1 : 0)
      else {
        const ct = before === null ? (c0 ? c0 + first * row : 0) : c + before * row
        kernels.lstmForward(xt, u, ct, yt, c + at * row, gt, rows, row)
      }
    }
    return {
      outputs: call.reads.outputs ? clone(outputs) : null,
      h: call.reads.final ? finalOf(builtin, call, outputs) : null,
      c: call.reads.final && cells ? finalOf(builtin, call, cells) : null,
      saved: record ? [outputs, gates, cells].filter((each) => each !== null) : []
    }
  } finally {
    scratch.release()
  }
}

/** Address of x W_ih^T + b, [N, G] packed; b is b_ih, and b_hh too where the cell adds both in one place (not gru). */
function projection(builtin: Builtin, call: SequenceCall, scratch: Scratch, G: number): number {
  const { kernels, backend } = builtin
  const { input, packing, weights, cell } = call
  const I = weights.weightIh.shape[1]
  const N = packing.total
  const weightIh = scratch.floats(I * G) // [I, G]
  kernels.transpose(backend.address(weights.weightIh), weightIh, G, I)
  const bias = scratch.floats(G)
  copy(backend.heap, backend.address(weights.biasIh), bias, G)
  if (cell.kind !== 'gru') kernels.add(backend.address(weights.biasHh), bias, G * 4)

  if (input.kind === 'vectors') return times(backend.address(input.x), N)
  const ids = backend.address(input.ids)
  const looked = scratch.floats(N * G)
  if (!input.embedding) {
    kernels.addToRows(bias, weightIh, I, G * 4)
    kernels.gather(weightIh, ids, looked, N, G * 4)
    return looked
  }
  const V = input.embedding.shape[0]
  const table = backend.address(input.embedding)
  if (V <= N) {
    kernels.gather(times(table, V), ids, looked, N, G * 4)
    return looked
  }
  const vectors = scratch.floats(N * I)
  kernels.gather(table, ids, vectors, N, I * 4)
  return times(vectors, N)

  function times(rows: number, count: number): number {
    const to = scratch.floats(count * G)
    kernels.product(rows, I * 4, 4, weightIh, G * 4, to, G * 4, count, I, G, 0)
    kernels.addToRows(bias, to, count, G * 4)
    return to
  }
}

/** State after the last letter that was read of each row: [B, H]. */
function finalOf(builtin: Builtin, call: SequenceCall, states: Tensor2D): Tensor2D {
  const { backend } = builtin
  const { packing, reverse } = call
  const H = states.shape[1]
  const final = make(builtin, [packing.rows, H])
  const to = backend.address(final)
  const from = backend.address(states)
  if (reverse) copy(backend.heap, from, to, packing.rows * H)
  else
    lastIndices(packing).forEach((index, row) =>
      copy(backend.heap, from + index * H * 4, to + row * H * 4, H)
    )
  return final
}
