import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Matrix, Vector } from '#engine/ops'
import { stream } from '#engine/random/stream'
import { uniformArray } from '#engine/random/fill'
import { gatesOf } from '#engine/rnn/cells/maths'
import { packIds, packingOf } from '#engine/rnn/packing'
import { rnnSequence, type Cell, type SequenceCall, type SequenceInput } from '#engine/rnn/sequence'
import { onEachBackend } from '../../helpers/backends'
import { expectClose } from '../../helpers/close'
import { derive, read, type Derived } from '../../helpers/gradients'
import { expectNoLeaks } from '../../helpers/tensors'

const cells: Cell[] = [
  { kind: 'rnn', nonlinearity: 'tanh' },
  { kind: 'rnn', nonlinearity: 'relu' },
  { kind: 'gru', nonlinearity: 'tanh' },
  { kind: 'lstm', nonlinearity: 'tanh' }
]

interface Sizes {
  readonly I: number
  readonly H: number
  readonly seed: number
}

/** Random numbers of a shape, in [-1, 1), by name. */
const numbers = (seed: number, index: number, shape: number[]): tf.Tensor => {
  const size = shape.reduce((a, b) => a * b, 1)
  return tf.tensor(uniformArray(stream(seed, 'sampling', index), size, -1, 1), shape)
}

function weightsOf({ kind }: Cell, { I, H, seed }: Sizes): Record<string, tf.Tensor> {
  const rows = gatesOf(kind) * H
  return {
    weightIh: numbers(seed, 0, [rows, I]),
    weightHh: numbers(seed, 1, [rows, H]),
    biasIh: numbers(seed, 2, [rows]),
    biasHh: numbers(seed, 3, [rows])
  }
}

const asWeights = (named: Record<string, tf.Tensor>): SequenceCall['weights'] => ({
  weightIh: named.weightIh as Matrix,
  weightHh: named.weightHh as Matrix,
  biasIh: named.biasIh as Vector,
  biasHh: named.biasHh as Vector
})

/** Results of one call with the gradients of sum(outputs^0 * dy), dy all ones scaled by place. */
function run(
  cell: Cell,
  lengths: number[],
  inputs: Record<string, tf.Tensor>,
  input: SequenceInput,
  reverse: boolean,
  H: number
): Derived {
  const packing = packingOf(lengths)
  const dys = {
    outputs: numbers(91, 0, [packing.total, H]),
    h: numbers(91, 1, [packing.rows, H])
  }
  return derive(inputs, dys, () => {
    const { outputs, final } = rnnSequence({
      cell,
      packing,
      input,
      initial: null,
      weights: asWeights(inputs),
      reverse,
      reads: { outputs: true, final: true }
    })
    return { outputs: outputs!, h: final!.h }
  })
}

const sizes = fc.record({
  cell: fc.constantFrom(...cells),
  lengths: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 7 }),
  reverse: fc.boolean(),
  I: fc.integer({ min: 1, max: 5 }),
  H: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer({ min: 0, max: 1e6 })
})

const scopedRun = <T>(work: () => T): T => tf.tidy(work as () => tf.TensorContainer) as T

onEachBackend('the sequence op', () => {
  expectNoLeaks()

  describe('gradients equal finite differences', () => {
    const cases = cells.flatMap((cell) => [false, true].map((reverse) => ({ cell, reverse })))
    it.each(cases)('$cell.kind $cell.nonlinearity, reverse $reverse', ({ cell, reverse }) => {
      const [I, H] = [2, 3]
      const lengths = [3, 2, 1]
      const packing = packingOf(lengths)
      const states: Record<string, tf.Tensor> = { h: numbers(5, 8, [3, H]) }
      if (cell.kind === 'lstm') states.c = numbers(5, 9, [3, H])
      const inputs = {
        x: numbers(5, 7, [packing.total, I]),
        ...weightsOf(cell, { I, H, seed: 5 }),
        ...states
      }
      const dys: Record<string, tf.Tensor> = {
        outputs: numbers(6, 0, [packing.total, H]),
        h: numbers(6, 1, [3, H])
      }
      if (cell.kind === 'lstm') dys.c = numbers(6, 2, [3, H])
      const results = (named: Record<string, tf.Tensor>) => () => {
        const { outputs, final } = rnnSequence({
          cell,
          packing,
          input: { kind: 'vectors', x: named.x as Matrix },
          initial: { h: named.h as Matrix, c: (named.c as Matrix) ?? null },
          weights: asWeights(named),
          reverse,
          reads: { outputs: true, final: true }
        })
        return { outputs: outputs!, h: final!.h, ...(final!.c ? { c: final!.c } : {}) }
      }
      const { gradients } = scopedRun(() => derive(inputs, dys, results(inputs)))
      /** Sum of results * dy in double precision. */
      const objective = (named: Record<string, tf.Tensor>): number =>
        scopedRun(() =>
          Object.entries(results(named)()).reduce((sum, [name, result]) => {
            const dy = dys[name].dataSync()
            return read(result as tf.Tensor).reduce((all, value, i) => all + value * dy[i], sum)
          }, 0)
        )
      const step = 4e-3
      for (const [name, tensor] of Object.entries(inputs)) {
        const values = tensor.dataSync<'float32'>().slice()
        const slopes = values.map((value, i) => {
          const at = (shift: number) => {
            const moved = tf.tensor(values.map((v, k) => (k === i ? value + shift : v)), tensor.shape) // prettier-ignore
            const result = objective({ ...inputs, [name]: moved })
            moved.dispose()
            return result
          }
          return (at(step) - at(-step)) / (2 * step)
        })
        expectClose(`d.${name}`, gradients[name], slopes, 2e-3)
      }
      tf.dispose([inputs, dys])
    })
  })

  it('computes for each row of a batch what it computes for that row alone', () => {
    fc.assert(
      fc.property(sizes, ({ cell, lengths, reverse, I, H, seed }) => {
        const packing = packingOf(lengths)
        const together = scopedRun(() => {
          const x = numbers(seed, 4, [packing.total, I])
          const inputs = { x, ...weightsOf(cell, { I, H, seed }) }
          return { x: x.dataSync<'float32'>().slice(), ...run(cell, lengths, inputs, { kind: 'vectors', x: x as Matrix }, reverse, H) } // prettier-ignore
        })
        packing.lengths.forEach((length, row) => {
          const at = Array.from({ length }, (_, t) => packing.offsets[t] + row)
          const alone = scopedRun(() => {
            const own = Float32Array.from(at.flatMap((k) => [...together.x.subarray(k * I, (k + 1) * I)]))
            const x = tf.tensor2d(own, [length, I])
            const inputs = { x, ...weightsOf(cell, { I, H, seed }) }
            return run(cell, [length], inputs, { kind: 'vectors', x }, reverse, H).values
          })
          const outputs = at.flatMap((k) => [...together.values.outputs.subarray(k * H, (k + 1) * H)])
          expectClose('outputs', outputs, alone.outputs)
          expectClose('h', together.values.h.subarray(row * H, (row + 1) * H), alone.h)
        })
      }),
      { numRuns: 40 }
    )
  })

  it('reads ids as the vectors that they stand for, with or without a table, large or small', () => {
    const given = fc.record({ V: fc.integer({ min: 2, max: 30 }), oneHot: fc.boolean() })
    fc.assert(
      fc.property(sizes, given, ({ cell, lengths, reverse, I, H, seed }, { V, oneHot }) => {
        const packing = packingOf(lengths)
        const random = stream(seed, 'sampling', 10)
        const rows = lengths.map((length) => Array.from({ length }, () => random.below(V)))
        const ids = packIds(packing, rows)
        const table = () => (oneHot ? (tf.eye(V) as Matrix) : (numbers(seed, 11, [V, I]) as Matrix))
        const width = oneHot ? V : I
        const byVectors = scopedRun(() => {
          const x = tf.gather(table(), tf.tensor1d(ids, 'int32'))
          return run(cell, lengths, { x, ...weightsOf(cell, { I: width, H, seed }) }, { kind: 'vectors', x }, reverse, H) // prettier-ignore
        })
        const byIds = scopedRun(() => {
          const embedding = oneHot ? null : table()
          const inputs = { ...weightsOf(cell, { I: width, H, seed }), ...(embedding ? { embedding } : {}) }
          return run(cell, lengths, inputs, { kind: 'ids', ids: tf.tensor1d(ids, 'int32'), embedding }, reverse, H) // prettier-ignore
        })
        expectClose('outputs', byIds.values.outputs, byVectors.values.outputs)
        for (const name of ['weightIh', 'weightHh', 'biasIh', 'biasHh'])
          expectClose(`d.${name}`, byIds.gradients[name], byVectors.gradients[name], 1e-4)
        if (oneHot) return
        const dTable = new Float32Array(V * I)
        ids.forEach((id, n) => {
          for (let i = 0; i < I; i++) dTable[id * I + i] += byVectors.gradients.x[n * I + i]
        })
        expectClose('d.embedding', byIds.gradients.embedding, dTable, 1e-4)
      }),
      { numRuns: 40 }
    )
  })

  it('gives the same results whichever of them are read', () => {
    const packing = packingOf([4, 2, 2, 1])
    for (const cell of cells) {
      for (const reverse of [false, true]) {
        const readOnly = (outputs: boolean, final: boolean) =>
          scopedRun(() => {
            const result = rnnSequence({
              cell,
              packing,
              input: { kind: 'vectors', x: numbers(1, 4, [packing.total, 3]) as Matrix },
              initial: null,
              weights: asWeights(weightsOf(cell, { I: 3, H: 4, seed: 1 })),
              reverse,
              reads: { outputs, final }
            })
            return {
              outputs: result.outputs && [...result.outputs.dataSync()],
              h: result.final && [...result.final.h.dataSync()],
              c: result.final?.c ? [...result.final.c.dataSync()] : null
            }
          })
        const all = readOnly(true, true)
        expect(all.c === null).toBe(cell.kind !== 'lstm')
        expect(readOnly(true, false)).toEqual({ outputs: all.outputs, h: null, c: null })
        expect(readOnly(false, true)).toEqual({ ...all, outputs: null })
      }
    }
  })
})
