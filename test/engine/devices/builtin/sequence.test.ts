import v8 from 'node:v8'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/register_all_gradients'
import '@tensorflow/tfjs-backend-cpu'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { registerBuiltin } from '#engine/devices/builtin/index'
import { packingOf } from '#engine/rnn/packing'
import { rnnSequence, type CellKind, type SequenceCall } from '#engine/rnn/sequence'

// The fused sequence op of the built-in device equals the composite on tfjs-backend-cpu: results and every gradient.

// Node before 22 has relaxed SIMD behind this flag, and later ones do not know it.
if (Number(process.versions.node.split('.')[0]) < 22)
  v8.setFlagsFromString('--experimental-wasm-relaxed-simd')

const gates = { rnn: 1, gru: 3, lstm: 4 }

interface Case {
  kind: CellKind
  nonlinearity: 'tanh' | 'relu'
  lengths: number[]
  I: number
  H: number
  input: 'vectors' | 'embedding' | 'one-hot'
  reverse: boolean
  initial: boolean
  outputs: boolean
  final: boolean
  seed: number
}

const cases = fc.record<Case>({
  kind: fc.constantFrom('rnn', 'gru', 'lstm'),
  nonlinearity: fc.constantFrom('tanh', 'relu'),
  lengths: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 11 }),
  I: fc.integer({ min: 1, max: 13 }),
  H: fc.integer({ min: 1, max: 21 }),
  input: fc.constantFrom('vectors', 'embedding', 'one-hot'),
  reverse: fc.boolean(),
  initial: fc.boolean(),
  outputs: fc.boolean(),
  final: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 })
})

/** Results and gradients of one case on one backend, by name. */
function results(backend: string, each: Case): Record<string, Float32Array> {
  tf.setBackend(backend)
  let at = each.seed
  const values = (...shape: number[]): tf.Tensor => {
    const numbers = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      () => Math.sin(at++ * 12.9898) * 0.9
    )
    return tf.tensor(numbers, shape)
  }
  return tf.tidy(() => {
    const { H } = each
    const G = gates[each.kind] * H
    const packing = packingOf(each.lengths)
    const V = 5
    const I = each.input === 'one-hot' ? V : each.I
    const named: Record<string, tf.Tensor> = {
      weightIh: values(G, I),
      weightHh: values(G, H),
      biasIh: values(G),
      biasHh: values(G)
    }
    if (each.input === 'vectors') named.x = values(packing.total, I)
    if (each.input === 'embedding') named.embedding = values(V, I)
    if (each.initial) named.h = values(packing.rows, H)
    if (each.initial && each.kind === 'lstm') named.c = values(packing.rows, H)
    const ids = tf.tensor1d(
      Array.from({ length: packing.total }, (_, i) => (i * 7 + each.seed) % V),
      'int32'
    )
    const reads = { outputs: each.outputs || !each.final, final: each.final }
    const names = Object.keys(named)
    const out: Record<string, Float32Array> = {}
    const loss = (...tensors: tf.Tensor[]): tf.Scalar => {
      const given = Object.fromEntries(names.map((name, i) => [name, tensors[i]]))
      const call = {
        cell: { kind: each.kind, nonlinearity: each.nonlinearity },
        packing,
        input:
          each.input === 'vectors'
            ? { kind: 'vectors', x: given.x }
            : { kind: 'ids', ids, embedding: given.embedding ?? null },
        initial: each.initial ? { h: given.h, c: given.c ?? null } : null,
        weights: given,
        reverse: each.reverse,
        reads
      } as unknown as SequenceCall
      const { outputs, final } = rnnSequence(call)
      at = each.seed + 1000
      let sum = tf.scalar(0)
      for (const [name, tensor] of Object.entries({ outputs, h: final?.h, c: final?.c })) {
        if (!tensor) continue
        out[name] = tensor.dataSync() as Float32Array
        sum = tf.add(sum, tf.sum(tf.mul(tensor, values(...tensor.shape))))
      }
      return sum
    }
    const gradients = tf.grads(loss as never)(names.map((name) => named[name]))
    gradients.forEach((gradient, i) => (out[`d ${names[i]}`] = gradient.dataSync() as Float32Array))
    return out
  })
}

describe.each(['plain', 'relaxed'] as const)('the fused sequence op, %s', (variant) => {
  const name = `builtin-${variant}`
  beforeAll(() => expect(registerBuiltin(variant, name).variant).toBe(variant))

  it('equals the composite on random shapes, results and all gradients', () => {
    fc.assert(
      fc.property(cases, (each) => {
        const expected = results('cpu', each)
        const found = results(name, each)
        expect(Object.keys(found)).toEqual(Object.keys(expected))
        for (const [key, numbers] of Object.entries(expected)) {
          const scale = Math.max(1, ...numbers.map(Math.abs))
          expect(found[key]).toHaveLength(numbers.length)
          const error = Math.max(...numbers.map((value, i) => Math.abs(value - found[key][i])))
          expect(error / scale, key).toBeLessThan(2e-5)
        }
      }),
      { numRuns: 60 }
    )
  })

  it('leaves no tensor and no block of memory behind', () => {
    const builtin = registerBuiltin(variant, `${name}-leak`)
    const each = { kind: 'lstm', nonlinearity: 'tanh', lengths: [3, 5, 1], I: 4, H: 6, input: 'embedding', reverse: true, initial: true, outputs: true, final: true, seed: 3 } as const // prettier-ignore
    results(`${name}-leak`, { ...each, lengths: [...each.lengths] })
    const before = { tensors: tf.memory().numTensors, bytes: builtin.backend.heap.used }
    for (let i = 0; i < 20; i++) results(`${name}-leak`, { ...each, lengths: [...each.lengths] })
    expect({ tensors: tf.memory().numTensors, bytes: builtin.backend.heap.used }).toEqual(before)
  })
})
