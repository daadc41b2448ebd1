import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { gradientOf } from '#engine/models/gradient'
import { namesBatch, namesInput } from '#engine/models/names-batch'
import { namesClassifier, type NamesClassifier } from '#engine/models/names-classifier'
import { createOptimizer } from '#engine/optimizers/optimizer'
import { stream } from '#engine/random/stream'
import { inGivenOrder } from '#engine/rnn/packing'
import { parameterCount } from '#shared/parameter-count'
import { cells, readouts, type NamesModelConfig } from '#shared/schemas/names-config'
import { onEachBackend } from '../../helpers/backends'
import { distance, expectClose } from '../../helpers/close'
import { read } from '../../helpers/gradients'
import { madeUpNames, modelConfig } from '../../helpers/names'
import { expectNoLeaks } from '../../helpers/tensors'

const rows = 11
const pairRows = 7
const classes = 3
const names = madeUpNames(9, rows, 6)
const pairs = names.map((name) => name.map((id) => id % pairRows))
const labels = names.map((name) => name[0] % classes)

const make = (changes: Partial<NamesModelConfig> = {}, seed = 0): NamesClassifier =>
  namesClassifier({ config: modelConfig(changes), rows, pairRows, classes, seed })

/** Trains some steps; returns the losses. */
function train(model: NamesClassifier, steps: number): number[] {
  const optimizer = createOptimizer({ kind: 'adam', weightDecay: 0 }, model.parameters)
  const losses = Array.from({ length: steps }, (_, step) => {
    const result = gradientOf(model, namesBatch(names, labels, pairs), stream(0, 'dropout', step))
    optimizer.step(result.gradient, 0.02)
    const loss = read(result.loss)[0]
    tf.dispose([result.loss, result.right, result.gradient])
    return loss
  })
  optimizer.dispose()
  return losses
}

/** Probabilities in the order of `given`. */
function answers(model: NamesClassifier, given: number[][]): Float32Array {
  const input = namesInput(given, given.map((name) => name.map((id) => id % pairRows))) // prettier-ignore
  const tensor = model.probabilities(input)
  const values = inGivenOrder(input.packing, read(tensor), classes)
  tensor.dispose()
  return values
}

const variants: [string, Partial<NamesModelConfig>][] = [
  ...cells.map((cell): [string, Partial<NamesModelConfig>] => [cell, { cell }]),
  ...readouts.map((readout): [string, Partial<NamesModelConfig>] => [readout, { readout }]),
  ['one layer, one direction', { layers: 1, bidirectional: false }],
  ['one-hot', { input: 'one-hot' }],
  ['pairs of letters', { bigramSize: 4 }],
  ['one-hot, pairs of letters', { input: 'one-hot', bigramSize: 4 }],
  ['three members', { members: 3 }],
  ['dropout', { dropout: { embedding: 0.1, layers: 0.1, readout: 0.1 }, readout: 'final-mean-max' }]
]

onEachBackend('a names classifier', (backend) => {
  expectNoLeaks()

  describe.each(variants)('%s', (_, changes) => {
    it('learns, and has as many parameters as the form says', () => {
      const model = make(changes)
      const losses = train(model, 30)
      expect(losses[29]).toBeLessThan(losses[0] / 2)
      expect(model.parameters.size).toBe(parameterCount(modelConfig(changes), rows, classes, pairRows))
      model.dispose()
    })

    it('answers with probabilities, alone as in a batch', () => {
      const model = make(changes)
      const all = answers(model, names)
      names.forEach((name, row) => {
        const own = all.subarray(row * classes, (row + 1) * classes)
        expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5)
        expectClose('alone', answers(model, [name]), own, 1e-6)
      })
      model.dispose()
    })
  })

  it('gives the same bits for the same seed, and others for another', () => {
    const trained = (seed: number) => {
      const model = make({ dropout: { embedding: 0.2, layers: 0.3, readout: 0.4 } }, seed)
      train(model, 3)
      const values = read(model.parameters.flat())
      model.dispose()
      return values
    }
    const first = trained(0)
    expect(trained(0)).toEqual(first)
    expect(distance(trained(1), first)).toBeGreaterThan(0.1)
  })

  it('trains members as if each were alone', async () => {
    const pair = make({ members: 2 })
    const stored = await pair.parameters.read()
    const alone = make()
    const second = 'member.1.'
    const own = stored.filter(({ name }) => name.startsWith(second))
    alone.parameters.write(own.map((each) => ({ ...each, name: each.name.slice(second.length) })))
    train(pair, 3)
    train(alone, 3)
    expectClose('weights', read(alone.parameters.flat()), read(pair.parameters.flat()).slice(alone.parameters.size)) // prettier-ignore
    pair.dispose()
    alone.dispose()
  })

  it('drops in training alone, and as the stream says', () => {
    const model = make({ dropout: { embedding: 0, layers: 0.5, readout: 0 } })
    const input = namesInput(names, pairs)
    const scores = (step: number | null) => {
      const [logits] = model.logits(input, step === null ? null : stream(0, 'dropout', step))
      const values = read(logits)
      logits.dispose()
      return values
    }
    expect(scores(null)).toEqual(scores(null))
    expect(scores(1)).toEqual(scores(1))
    expect(distance(scores(1), scores(2))).toBeGreaterThan(1e-3)
    expect(distance(scores(1), scores(null))).toBeGreaterThan(1e-3)
    model.dispose()
  })

  it('leaves nothing behind when a batch fails', () => {
    const model = make()
    const broken = { ...namesBatch(names, labels, pairs), labels: Int32Array.of(99) }
    const failing = { ...model, loss: () => { model.logits(broken, null); throw new Error('broken') } } // prettier-ignore
    const before = tf.memory().numTensors
    expect(() => gradientOf(failing, broken, stream(0, 'dropout', 0))).toThrow('broken')
    expect(tf.memory().numTensors).toBe(before)
    model.dispose()
  })

  it('refuses weights of another shape and keeps its own', async () => {
    const model = make()
    const before = await model.parameters.read()
    const wrong = before.map((each, i) => (i === 2 ? { ...each, shape: [1, ...each.shape] } : each))
    expect(() => model.parameters.write(wrong)).toThrow(
      expect.objectContaining({ code: 'checkpoint-invalid' })
    )
    expect(() => model.parameters.write(before.slice(1))).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' })) // prettier-ignore
    expect(await model.parameters.read()).toEqual(before)
    model.dispose()
  })

  it('shows the states of every layer and direction, those that it does not read too', async () => {
    const model = make({ cell: 'lstm' })
    const states = await model.states(names[0], pairs[0])
    expect(states.map(({ layer, direction }) => `${layer} ${direction}`)).toEqual([
      '0 forward',
      '0 backward',
      '1 forward',
      '1 backward'
    ])
    for (const { hidden, gates } of states) {
      expect(hidden.length).toBe(names[0].length * 6)
      expect(Object.keys(gates)).toEqual(['i', 'f', 'g', 'o', 'c'])
      // h = o tanh(c): what is shown fits together.
      expectClose('h', Array.from(gates.o, (o, i) => o * Math.tanh(gates.c[i])), hidden, 1e-6) // prettier-ignore
    }
    // What the head reads is the last layer's backward state at the first letter.
    const fc = model.parameters.get('fc.weight')
    const score = tf.tidy(
      () =>
      tf.add(tf.matMul(tf.tensor2d(states[3].hidden.slice(0, 6), [1, 6]), fc, false, true), model.parameters.get('fc.bias')) // prettier-ignore
    )
    const [logits] = model.logits(namesInput([names[0]]), null)
    expectClose('scores', read(score), read(logits), 1e-6)
    tf.dispose([score, logits])
    model.dispose()
  })

  it(`is deterministic on ${backend} whatever was computed before`, () => {
    const model = make()
    const first = answers(model, names)
    answers(model, names.slice(2, 5))
    expect(answers(model, names)).toEqual(first)
    model.dispose()
  })
})
