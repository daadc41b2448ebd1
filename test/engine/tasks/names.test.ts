import * as tf from '@tensorflow/tfjs-core'
import { BUILTIN, registerBuiltin } from '#engine/devices/builtin/index'
import { beforeAll, describe, expect, it } from 'vitest'
import type { NamesScores } from '#engine/tasks/names'
import { namesTraining } from '#engine/tasks/names-training'
import { Trainer } from '#engine/trainer'
import type { TrainingState } from '#engine/trainer-state'
import type { EpochReport } from '#engine/trainer-terms'
import type { NamesConfig } from '#shared/schemas/names-config'
import { turn } from '../fake-task'
import { madeUpParts, smallConfig } from './made-up-names'

beforeAll(async () => {
  tf.enableProdMode()
  registerBuiltin()
  await tf.setBackend(BUILTIN)
})

const parts = madeUpParts()

/** Trains to the end; the clock makes checkpoints fall inside epochs too. */
async function train(config: NamesConfig, start: TrainingState | null = null, given = parts) {
  const training = namesTraining(config, given, ['Lumian', ''])
  const states: TrainingState[] = []
  const reports: EpochReport<NamesScores>[] = []
  let now = 0
  const trainer = new Trainer(
    training,
    training.settings,
    {
      progress: () => {},
      paused: () => {},
      store: async (state, report) => {
        states.push(structuredClone(state))
        if (report) reports.push(report)
      }
    },
    { clock: () => (now += 900), turn }
  )
  await trainer.prepare(start, 'run')
  const ended = await trainer.run()
  const weights = await training.task.parameters.read()
  trainer.dispose()
  training.dispose()
  return { ended, states, reports, weights }
}

const comparable = (reports: EpochReport<NamesScores>[]) =>
  reports.map(({ seconds: _s, rate: _r, ...rest }) => rest)

describe('the names task', () => {
  it('learns names that can be told apart', async () => {
    const { ended, reports } = await train(smallConfig({ training: { epochs: 10 } }))
    expect(ended).toEqual({ reason: 'finished', failure: null })
    const last = reports.at(-1)!
    expect(last.scores.heldOut.accuracy).toBeGreaterThan(0.95)
    expect(last.accuracy).toBeGreaterThan(0.95)
    expect(last.loss).toBeLessThan(reports[0].loss / 3)
  })

  it('scores what it says it scores', async () => {
    const { reports } = await train(smallConfig({ training: { epochs: 1 } }))
    const [{ scores }] = reports
    const { heldOut, confusion, watched } = scores
    const counts = confusion.flat().reduce((sum, count) => sum + count, 0)
    expect(counts).toBe(heldOut.count)
    expect(heldOut.count).toBe(parts.heldOut.names.length)
    const right = confusion.reduce((sum, row, label) => sum + row[label], 0)
    expect(heldOut.accuracy).toBeCloseTo(right / counts)
    expect(heldOut.loss).toBeGreaterThan(0)
    expect(heldOut.cleanAccuracy).toBeGreaterThan(0)
    expect(watched.map(({ name }) => name)).toEqual(['Lumian', ''])
    for (const { label, probability } of watched) {
      expect(parts.classes).toContain(label)
      expect(probability).toBeGreaterThan(1 / 3)
    }
  })

  it('makes rare classes count with balanced weights', async () => {
    const rare = madeUpParts(150)
    const kept = rare.train.names.flatMap((_, row) =>
      rare.train.labels[row] !== 2 || row % 36 === 2 ? [row] : []
    )
    const train2 = {
      names: kept.map((row) => rare.train.names[row]),
      labels: Int32Array.from(kept, (row) => rare.train.labels[row])
    }
    const recall = async (classWeights: 'none' | 'balanced') => {
      const config = smallConfig({ training: { classWeights, epochs: 3, learningRate: 0.01 } })
      const { reports } = await train(config, null, { ...rare, train: train2 })
      const row = reports.at(-1)!.scores.confusion[2]
      return row[2] / row.reduce((sum, count) => sum + count, 0)
    }
    expect(await recall('balanced')).toBeGreaterThan(await recall('none'))
  })

  it.each([
    ['no names', { ...parts, train: { names: [], labels: new Int32Array(0) } }],
    [
      'nothing held out',
      { ...parts, heldOut: { names: [], labels: new Int32Array(0) }, clean: new Uint8Array(0) }
    ],
    ['a label too few', { ...parts, train: { ...parts.train, labels: parts.train.labels.slice(1) } }],
    ['a label without a class', { ...parts, classes: parts.classes.slice(1) }],
    ['a mark too few', { ...parts, clean: parts.clean.slice(1) }]
  ])('refuses parts with %s', (_, broken) => {
    expect(() => namesTraining(smallConfig(), broken, [])).toThrow(/names-parts-invalid/)
  })
})

describe('exact resume of the names task', () => {
  const dropout = { embedding: 0.1, layers: 0.2, readout: 0.3 }
  const variants: [string, NamesConfig][] = [
    ['gru, two layers, dropout', smallConfig({ model: { layers: 2, dropout } })],
    ['lstm, averaging', smallConfig({ model: { cell: 'lstm' }, training: { averaging: 0.9 }, seed: 11 })],
    [
      'two members, sgd',
      smallConfig({ model: { members: 2, dropout }, training: { optimizer: 'sgd', momentum: 0.9 } })
    ],
    [
      'rmsprop, clipping',
      smallConfig({ training: { optimizer: 'rmsprop', clip: 0.5, schedule: 'cosine' }, seed: 0 })
    ],
    ['one-hot, pairs, markers', smallConfig({ model: { bigramSize: 6, markers: true, dropout }, seed: 77 })]
  ]

  it.each(variants)('equals the uninterrupted run: %s', async (_, config) => {
    const short = { ...config, training: { ...config.training, epochs: 2 } }
    const whole = await train(short)
    const inside = whole.states.filter(({ position }) => position.batch > 0)
    expect(inside.length).toBeGreaterThan(1)
    for (const start of [
      inside[0],
      inside[inside.length - 1],
      whole.states.find((s) => s.position.epoch === 1)!
    ]) {
      const rest = await train(short, start)
      expect(rest.weights).toEqual(whole.weights)
      const later = comparable(whole.reports).filter(({ epoch }) => epoch > start.position.epoch)
      expect(comparable(rest.reports)).toEqual(later)
    }
  })

  it('differs with another seed', async () => {
    const one = await train(smallConfig({ training: { epochs: 1 }, seed: 1 }))
    const two = await train(smallConfig({ training: { epochs: 1 }, seed: 2 }))
    expect(one.weights).not.toEqual(two.weights)
  })
})

describe('a learning rate of a million', () => {
  it('ends as diverged, or trains on with numbers; never stores a NaN', async () => {
    const { ended, states } = await train(
      smallConfig({
        model: { cell: 'rnn', nonlinearity: 'relu' },
        training: { optimizer: 'sgd', learningRate: 1e6 }
      })
    )
    expect(ended.reason).toBe('diverged')
    for (const { weights } of states)
      for (const { data } of weights) expect([...data].every(Number.isFinite)).toBe(true)
  })
})

describe('tensors', () => {
  it('do not grow over epochs, and none stays behind', async () => {
    const before = tf.memory().numTensors
    const training = namesTraining(
      smallConfig({ model: { members: 2 }, training: { averaging: 0.9, epochs: 6 } }),
      parts,
      ['Vok']
    )
    const counts: number[] = []
    const trainer = new Trainer(
      training,
      training.settings,
      {
        progress: () => {},
        paused: () => {},
        store: async () => void counts.push(tf.memory().numTensors)
      },
      { clock: () => 0, turn }
    )
    await trainer.prepare(null, 'run')
    await trainer.run()
    trainer.dispose()
    training.dispose()
    expect(counts.length).toBe(6)
    expect(new Set(counts).size).toBe(1)
    expect(tf.memory().numTensors).toBe(before)
  })
})
