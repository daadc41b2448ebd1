import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { recurrentShapes, runRecurrent, type RecurrentConfig } from '#engine/layers/recurrent'
import type { Matrix, Vector } from '#engine/ops'
import { packingOf } from '#engine/rnn/packing'
import type { Cell, SequenceState } from '#engine/rnn/sequence'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { fixture, type Fixture } from '../../helpers/fixtures'
import { derive, type Derived } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

interface Case {
  readonly key: string
  readonly layers: number
  readonly directions: number
  readonly lengths: number[]
  readonly state: boolean
}

const cells: [string, Cell][] = [
  ['rnn-tanh', { kind: 'rnn', nonlinearity: 'tanh' }],
  ['rnn-relu', { kind: 'rnn', nonlinearity: 'relu' }],
  ['gru', { kind: 'gru', nonlinearity: 'tanh' }],
  ['lstm', { kind: 'lstm', nonlinearity: 'tanh' }]
]

const configOf = (cell: Cell, { layers, directions }: Case): RecurrentConfig => ({
  cell,
  inputSize: 3,
  hiddenSize: 4,
  layers,
  bidirectional: directions === 2
})

/** Results and gradients of one case, by the fixture's names. */
function run(numbers: Fixture<Case>, config: RecurrentConfig, each: Case): Derived {
  const { key, lengths } = each
  const lstm = config.cell.kind === 'lstm'
  const states = lstm ? ['h', 'c'] : ['h']
  const tensors = (names: string[], prefix = '') =>
    Object.fromEntries(names.map((name) => [name, numbers.tensor<tf.Tensor>(`${key}/${prefix}${name}`)]))
  const inputs = tensors(['x', ...recurrentShapes(config).map(([name]) => name)])
  const dys = tensors(['outputs', ...states], 'dy.')
  const given = each.state ? tensors(states.map((name) => `${name}0`)) : {}
  // The fixture has [layers * directions, B, H]; the stack takes and gives a matrix for each.
  const initial = Object.fromEntries(Object.entries(given).map(([name, all]) => [name, matrices(all)]))
  Object.entries(initial).forEach(([name, all]) => all.forEach((one, i) => (inputs[`${name}.${i}`] = one)))
  Object.entries(dys).forEach(([name, all]) => {
    if (name !== 'outputs') matrices(all).forEach((one, i) => (dys[`${name}.${i}`] = one))
  })
  for (const name of states) delete dys[name]
  return derive(inputs, dys, () => {
    const result = runRecurrent(config, {
      packing: packingOf(lengths),
      input: { kind: 'vectors', x: inputs.x as Matrix },
      parameter: (name) => inputs[name] as Matrix | Vector,
      initial: each.state ? stateOf(config, initial) : null,
      outputs: true,
      final: () => true
    })
    const final = result.final
      .flat()
      .flatMap((state, i) => [[`h.${i}`, state!.h], ...(lstm ? [[`c.${i}`, state!.c!]] : [])])
    return { outputs: result.outputs!, ...Object.fromEntries(final) }
  })
}

const matrices = (all: tf.Tensor): Matrix[] => tf.unstack(all) as Matrix[]

function stateOf(
  { layers, bidirectional }: RecurrentConfig,
  initial: Record<string, Matrix[]>
): SequenceState[][] {
  const directions = bidirectional ? 2 : 1
  return Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: directions }, (_, direction) => {
      const at = layer * directions + direction
      return { h: initial.h0[at], c: initial.c0?.[at] ?? null }
    })
  )
}

/** Rows of all matrices named `name.0`, `name.1`, ... one after another. */
function joined(found: Record<string, Float32Array>, name: string): number[] {
  const values: number[] = []
  for (let i = 0; found[`${name}.${i}`]; i++) values.push(...found[`${name}.${i}`])
  return values
}

onEachBackend('the recurrent stack equals PyTorch', () => {
  expectNoLeaks()

  describe.each(cells)('%s', (name, cell) => {
    const numbers = fixture<Case>(`recurrent-${name}`)
    it.each(numbers.cases)('layers.directions.lengths $key', (each) => {
      const config = configOf(cell, each)
      const { values, gradients } = tf.tidy(() => run(numbers, config, each) as never) as Derived
      const expected = (key: string) => numbers.values(`${each.key}/${key}`)
      expectClose('outputs', values.outputs, expected('outputs'))
      for (const state of cell.kind === 'lstm' ? ['h', 'c'] : ['h']) {
        expectClose(state, joined(values, state), expected(state))
        if (each.state) expectClose(`d.${state}0`, joined(gradients, `${state}0`), expected(`d.${state}0`))
      }
      const names = ['x', ...recurrentShapes(config).map(([key]) => key)]
      for (const key of names) expectClose(`d.${key}`, gradients[key], expected(`d.${key}`))
      expect(names.length).toBe(1 + 4 * each.layers * each.directions)
    })
  })
})
