import type { Matrix, Vector } from '../../ops'

// One step of a cell for the composite, in as few ops as possible. b: rows that have a letter at this step. Gates come in
// PyTorch's order; each has its own products, so that nothing has to be cut apart or put together at every step.

export interface StepState {
  readonly h: Matrix // [b, H]
  readonly c: Matrix | null
}

export interface StepForward extends StepState {
  /** For `factors`: the same number of [b, H] at every step; none unless recorded. */
  readonly saved: readonly Matrix[]
}

export interface StepBackward {
  /** Gradient of each gate's value before its non-linearity, on the input's side: [b, H]. */
  readonly input: readonly Matrix[]
  /** The same on the hidden side; the identical tensor where the two are equal. */
  readonly hidden: readonly Matrix[]
  /** Part of the previous h's gradient that does not go through the weights. */
  readonly h: Matrix | null
  readonly c: Matrix | null
}

export interface CellMaths {
  /**
   * For each gate whether the hidden side's bias may be added to the input's once for all steps; gru's n has it inside
   * r * (...).
   */
  readonly foldsBias: readonly boolean[]
  /**
   * @param x each gate's input projection, folded biases included: [b, H]
   * @param products each gate's h W_hh^T; null at zero state
   * @param biases each gate's own hidden bias [H]; null where folded
   * @param state null: zeros
   */
  forward(
    x: readonly Matrix[],
    products: readonly Matrix[] | null,
    biases: readonly (Vector | null)[],
    state: StepState | null,
    record: boolean
  ): StepForward
  /**
   * What a backward step multiplies with, for all steps at once.
   * @param saved what the steps saved, packed: [N, H] each
   * @param previous h before each letter: [N, H]
   */
  factors(saved: readonly Matrix[], previous: Matrix): Matrix[]
  /** @param factors this step's rows: [b, H] each; `dc` null: nothing flows into c */
  backward(factors: readonly Matrix[], dh: Matrix, dc: Matrix | null): StepBackward
  /** What people may want to see of the gates, by name, from what was saved. Tensors of its own. */
  shown(saved: readonly Matrix[]): Record<string, Matrix>
}
