import { zeros } from '@tensorflow/tfjs-core'
import { concat, product, rows as rowsOf, scoped, split, sumRows, type Matrix } from '../ops'
import type { StepBackward } from './cells/cell'
import { mathsOf } from './cells/maths'
import { gateWeights, stacked } from './gates'
import type { SequenceGradients, SequenceUpstream } from './implementation'
import { projectionGradients } from './projection'
import type { SequenceCall } from './sequence'
import { extended, parted, stepOrder, total, type Part } from './steps'

/**
 * Backpropagation through time: the steps backward give the gradient of every gate before its non-linearity; weights,
 * biases and input then take one product or sum each over all steps.
 */
export function compositeBackward(
  call: SequenceCall,
  saved: readonly Matrix[],
  upstream: SequenceUpstream
): SequenceGradients {
  const [previous, ...rest] = saved
  const maths = mathsOf(call.cell)
  const weights = gateWeights(call.weights, maths.foldsBias)
  const gates = scoped(() => throughTime(call, maths.factors(rest, previous), weights.weightHh, upstream))
  const projection = projectionGradients(call.input, weights.weightIh, gates.input)
  const biases = projection.biases()
  const [from, to] = rowsWithState(call)
  return {
    weightIh: () => stacked(projection.weights()),
    biasIh: () => stacked(biases),
    weightHh: () => {
      const h = rowsOf(previous, from, to)
      return stacked(gates.hidden.map((d) => product(rowsOf(d, from, to), h, true)))
    },
    biasHh: () => stacked(gates.hidden.map((d, k) => (d === gates.input[k] ? biases[k] : sumRows(d)))),
    [call.input.kind === 'vectors' ? 'x' : 'embedding']: projection.input,
    h: () => gates.h!.clone(),
    c: () => gates.c!.clone()
  }
}

/** Packed rows [from, to) before which h may not have been the zero state. */
function rowsWithState({ packing, initial, reverse }: SequenceCall): [number, number] {
  const { offsets, steps, total: all } = packing
  if (initial) return [0, all]
  return reverse ? [0, offsets[steps - 1]] : [offsets[1], all]
}

interface GateGradients {
  /** Of each gate, packed: [N, H]. */
  readonly input: Matrix[]
  /** The identical tensor where both sides' are equal. */
  readonly hidden: Matrix[]
  /** Of the initial state; null when there is none. */
  readonly h: Part
  readonly c: Part
}

/** Gradient of the state after a step. */
interface Carried {
  /** To be added up. */
  readonly dh: readonly Part[]
  readonly dc: Part
}

function throughTime(
  call: SequenceCall,
  factors: readonly Matrix[],
  weightHh: readonly Matrix[],
  upstream: SequenceUpstream
): GateGradients {
  const { packing, initial, reverse } = call
  const maths = mathsOf(call.cell)
  const order = stepOrder(packing, reverse)
  const factorSteps = factors.map((factor) => split(factor, packing.batchSizes))
  const dys = upstream.outputs && split(upstream.outputs, packing.batchSizes)
  const done: Pick<StepBackward, 'input' | 'hidden'>[] = []
  const joined: { h: Part; c: Part }[] = []
  let size = packing.batchSizes[order[order.length - 1]]
  let carried: Carried = {
    dh: [upstream.h && rowsOf(upstream.h, 0, size)],
    dc: upstream.c && rowsOf(upstream.c, 0, size)
  }
  for (let k = order.length - 1; k >= 0; k--) {
    const t = order[k]
    const next = k > 0 ? packing.batchSizes[order[k - 1]] : size
    const result = scoped(() => {
      const dh = total([...carried.dh, dys && dys[t]]) ?? zeros([size, weightHh[0].shape[1]])
      const step = maths.backward(factorSteps.map((steps) => steps[t]), dh, carried.dc) // prettier-ignore
      const gates = { input: step.input, hidden: step.hidden }
      if (k === 0 && !initial) return { gates, carried: { dh: [], dc: null }, joined: null }
      const parts = [step.h, ...step.hidden.map((d, j) => product(d, weightHh[j]))]
      return { gates, ...moveBack({ dh: parts, dc: step.c }, size, next, upstream) }
    })
    done[t] = result.gates
    carried = result.carried
    if (result.joined) joined.push(result.joined)
    size = next
  }
  const input = done[0].input.map((_, k) => concat(done.map((step) => step.input[k])))
  const own = (k: number) => done[0].hidden[k] !== done[0].input[k]
  const first = [{ h: total(carried.dh), c: carried.dc }, ...joined.reverse()]
  return {
    input,
    hidden: input.map((d, k) => (own(k) ? concat(done.map((step) => step.hidden[k])) : d)),
    h: initial && concat(first.map(({ h }) => h!)),
    c: initial?.c ? concat(first.map(({ c }) => c!)) : null
  }
}

/** From the rows of a step to those of the step read before it: rows that ended there join, rows that began leave. */
function moveBack(
  { dh, dc }: Carried,
  size: number,
  next: number,
  upstream: SequenceUpstream
): { carried: Carried; joined: { h: Part; c: Part } | null } {
  if (next === size) return { carried: { dh, dc }, joined: null }
  if (next > size) {
    const grow = (part: Part, final: Part) =>
      extended(part, size, final && rowsOf(final, size, next), next - size)
    return { carried: { dh: [grow(total(dh), upstream.h)], dc: grow(dc, upstream.c) }, joined: null }
  }
  const h = parted(total(dh)!, next)
  const c = dc && parted(dc, next)
  return { carried: { dh: [h[0]], dc: c && c[0] }, joined: { h: h[1], c: c && c[1] } }
}
