import { zeros } from '@tensorflow/tfjs-core'
import { concat, product, rows as rowsOf, scoped, split, type Matrix } from '../ops'
import type { CellMaths, StepForward, StepState } from './cells/cell'
import { mathsOf } from './cells/maths'
import { compositeBackward } from './composite-backward'
import type { SequenceForward, SequenceImplementation } from './implementation'
import { gateWeights, type GateWeights } from './gates'
import { project } from './projection'
import type { SequenceCall, SequenceState } from './sequence'
import { extended, parted, stepOrder } from './steps'

/**
 * The sequence op in plain tfjs ops: runs on every backend, and is what the others are tested against. Its backward,
 * written by hand, is in composite-backward.
 */
export const composite: SequenceImplementation = {
  name: 'composite',
  supports: () => true,
  forward: compositeForward,
  backward: compositeBackward
}

/** `saved`: h before each letter, then what the cell saves, [N, H] each. */
export function compositeForward(call: SequenceCall, record: boolean): SequenceForward {
  const { packing, reads, reverse } = call
  const maths = mathsOf(call.cell)
  const weights = gateWeights(call.weights, maths.foldsBias)
  const projected = project(call.input, weights.weightIh, weights.biasInput)
  const x = projected.map((gate) => split(gate, packing.batchSizes))
  const before: (StepState | null)[] = []
  const after: StepForward[] = []
  const ended: StepState[] = []
  let state: StepState | null = null
  let size = 0
  for (const t of stepOrder(packing, reverse)) {
    const moved = moveRows(state, size, packing.batchSizes[t], call.initial)
    if (moved.ended) ended.push(moved.ended)
    before[t] = moved.state
    const inputs = x.map((gate) => gate[t])
    after[t] = state = scoped(() => step(maths, weights, inputs, moved.state, record))
    size = packing.batchSizes[t]
  }
  const last: StepState[] = [state!, ...ended.reverse()]
  return {
    outputs: reads.outputs ? concat(after.map(({ h }) => h)) : null,
    // A clone: of one step it would be the very tensor that `outputs` is, and the tape tells results apart by tensor.
    h: reads.final ? concat(last.map(({ h }) => h)).clone() : null,
    c: reads.final && state!.c ? concat(last.map(({ c }) => c!)) : null,
    saved: record ? [statesBefore(before, after), ...savedOf(after)] : []
  }
}

function step(
  maths: CellMaths,
  { weightHh, biasHidden }: GateWeights,
  x: Matrix[],
  state: StepState | null,
  record: boolean
): StepForward {
  const products = state && weightHh.map((weight) => product(state.h, weight, false, true))
  return maths.forward(x, products, biasHidden, state, record)
}

const statesBefore = (before: readonly (StepState | null)[], after: readonly StepForward[]): Matrix =>
  concat(after.map(({ h }, t) => before[t]?.h ?? zeros(h.shape)))

const savedOf = (steps: readonly StepForward[]): Matrix[] =>
  steps[0].saved.map((_, j) => concat(steps.map(({ saved }) => saved[j])))

interface Moved {
  /** State before the step, of its rows; null: zeros. */
  readonly state: StepState | null
  /** State of the rows that the step no longer has. */
  readonly ended: StepState | null
}

/** From the rows of one step to those of the next; before the first step `size` is 0. */
function moveRows(state: StepState | null, size: number, next: number, initial: SequenceState | null): Moved {
  if (next === size) return { state, ended: null }
  if (next < size) {
    const h = parted(state!.h, next)
    const c = state!.c && parted(state!.c, next)
    return { state: { h: h[0], c: c && c[0] }, ended: { h: h[1], c: c && c[1] } }
  }
  const grow = (values: Matrix | null, first: Matrix | null) =>
    extended(values, size, first && rowsOf(first, size, next), next - size)
  const h = grow(state?.h ?? null, initial?.h ?? null)
  return { state: h && { h, c: grow(state?.c ?? null, initial?.c ?? null) }, ended: null }
}
