import * as tf from '@tensorflow/tfjs-core'
import type { SequenceImplementation } from '../rnn/implementation'
import { packingOf } from '../rnn/packing'
import type { Cell, SequenceCall, SequenceInput, SequenceReads } from '../rnn/sequence'

/** Whether one implementation of the sequence op computes what another does, forward and gradient. */
export interface Agreement {
  readonly ok: boolean
  /** Largest difference, as a share of the largest value of its tensor or, below 1, absolute. */
  readonly maxError: number
  /** Technical: which tensor differs most, or what was thrown; null when they agree. */
  readonly reason: string | null
}

export const agreementTolerance = 1e-4

const sizes = { input: 4, hidden: 5, table: 6 } // I, H, V
const lengths = [3, 5, 1, 5] // unsorted, equal ones, a single letter
const gates = { rnn: 1, gru: 3, lstm: 4 } as const

/** Every kind of call: input, direction, initial state, and which results are read. */
const variants: readonly {
  input: 'x' | 'embedding' | 'one-hot'
  reverse: boolean
  initial: boolean
  reads: SequenceReads
}[] = [
  { input: 'x', reverse: false, initial: true, reads: { outputs: true, final: true } },
  { input: 'embedding', reverse: true, initial: true, reads: { outputs: true, final: true } },
  { input: 'embedding', reverse: true, initial: false, reads: { outputs: false, final: true } },
  { input: 'one-hot', reverse: false, initial: false, reads: { outputs: true, final: false } }
]

/**
 * Runs `candidate` and `reference` on the same made-up batches with the backend in use, and compares all results and all
 * gradients. What either throws counts as disagreement.
 */
export function agreement(
  candidate: SequenceImplementation,
  reference: SequenceImplementation,
  cell: Cell,
  tolerance = agreementTolerance
): Agreement {
  let maxError = 0
  let reason: string | null = null
  try {
    for (const variant of variants) {
      tf.tidy(() => {
        const call = madeUpCall(cell, variant)
        const found = evaluated(candidate, call)
        for (const [name, expected] of evaluated(reference, call)) {
          const error = difference(found.get(name), expected)
          if (error <= maxError) continue
          maxError = error
          reason = `${name} (${variant.input}${variant.reverse ? ', reverse' : ''}) differs by ${error.toExponential(1)}`
        }
      })
    }
  } catch (thrown) {
    return {
      ok: false,
      maxError: Infinity,
      reason: thrown instanceof Error ? thrown.message : String(thrown)
    }
  }
  const ok = maxError <= tolerance
  return { ok, maxError, reason: ok ? null : reason }
}

function madeUpCall(cell: Cell, { input, reverse, initial, reads }: (typeof variants)[number]): SequenceCall {
  const { hidden, table } = sizes
  const packing = packingOf(lengths)
  const rows = gates[cell.kind] * hidden // G*H
  const width = input === 'one-hot' ? table : sizes.input
  const state = (seed: number): tf.Tensor2D => noise([packing.rows, hidden], seed)
  const ids = tf.tensor1d(
    Int32Array.from({ length: packing.total }, (_, n) => (n * 3) % table),
    'int32'
  )
  const inputs: Record<typeof input, () => SequenceInput> = {
    x: () => ({ kind: 'vectors', x: noise([packing.total, width], 1) }),
    embedding: () => ({ kind: 'ids', ids, embedding: noise([table, width], 1) }),
    'one-hot': () => ({ kind: 'ids', ids, embedding: null })
  }
  return {
    cell,
    packing,
    input: inputs[input](),
    initial: initial ? { h: state(2), c: cell.kind === 'lstm' ? state(3) : null } : null,
    weights: {
      weightIh: noise([rows, width], 4),
      weightHh: noise([rows, hidden], 5),
      biasIh: noise([rows], 6),
      biasHh: noise([rows], 7)
    },
    reverse,
    reads
  }
}

/** Results and gradients by name. */
function evaluated(implementation: SequenceImplementation, call: SequenceCall): Map<string, tf.Tensor> {
  const { outputs, h, c, saved } = implementation.forward(call, true)
  const upstream = {
    outputs: outputs && noise<tf.Tensor2D>(outputs.shape, 8),
    h: h && noise<tf.Tensor2D>(h.shape, 9),
    c: c && noise<tf.Tensor2D>(c.shape, 10)
  }
  const gradients = implementation.backward(call, saved, upstream)
  const results = Object.entries({ outputs, h, c }).flatMap(([name, value]) =>
    value ? [[name, value] as const] : []
  )
  const slopes = inputNames(call).flatMap((name) =>
    name in gradients ? [[`d ${name}`, gradients[name]()] as const] : []
  )
  return new Map<string, tf.Tensor>([...results, ...slopes])
}

/** Inputs that the tape asks a gradient for. An implementation may offer more. */
function inputNames({ input, initial, weights }: SequenceCall): string[] {
  const read = input.kind === 'vectors' ? ['x'] : input.embedding ? ['embedding'] : []
  return [...Object.keys(weights), ...read, ...(initial ? ['h'] : []), ...(initial?.c ? ['c'] : [])]
}

function difference(found: tf.Tensor | undefined, expected: tf.Tensor): number {
  if (!found || found.shape.join() !== expected.shape.join()) return Infinity
  const a = found.dataSync()
  const b = expected.dataSync()
  let scale = 1
  let worst = 0
  for (let i = 0; i < b.length; i++) {
    scale = Math.max(scale, Math.abs(b[i]))
    const error = Math.abs(a[i] - b[i])
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error)
  }
  return worst / scale
}

/** Values in (-0.5, 0.5) that look random and are the same every time. */
function noise<T extends tf.Tensor>(shape: number[], seed: number): T {
  const size = shape.reduce((product, length) => product * length, 1)
  const values = Float32Array.from({ length: size }, (_, i) => {
    const wave = Math.sin((i + 1) * 12.9898 + seed * 78.233) * 43_758.5453
    return wave - Math.floor(wave) - 0.5
  })
  return tf.tensor(values, shape) as T
}
