import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { BUILTIN, registerBuiltin } from '#engine/devices/builtin/index'
import { classify, watch } from '#engine/tasks/names-answers'
import { checkSame, dataMark, decodeNames, encodeNames, networkOf } from '#engine/tasks/names-checkpoint'
import { namesTraining, type NamesTraining } from '#engine/tasks/names-training'
import type { TrainingState } from '#engine/trainer-state'
import type { NamesConfig } from '#shared/schemas/names-config'
import { decode, encode, type Tensor } from '#shared/safetensors'
import { turn } from '../fake-task'
import { madeUpParts, smallConfig } from './made-up-names'

beforeAll(async () => {
  tf.enableProdMode()
  registerBuiltin()
  await tf.setBackend(BUILTIN)
})

const parts = madeUpParts(30)

/** A training's first state as a checkpoint; the best weights are those of its first step. */
async function stored(config: NamesConfig): Promise<{ training: NamesTraining; bytes: Uint8Array }> {
  const training = namesTraining(config, parts, [])
  const weights = await training.task.parameters.read()
  const half = (tensor: Tensor) => ({ ...tensor, data: Float32Array.from(tensor.data, (value) => value / 2) })
  const state: TrainingState = {
    position: { step: training.task.batches, epoch: 1, batch: 0 },
    learningRate: 0.1,
    sums: { loss: 0, right: 0, examples: 0 },
    seconds: 0,
    best: { epoch: 1, score: 0.5 },
    weights,
    optimizer: await training.optimizer.read(),
    averages: [],
    bestWeights: weights.map(half)
  }
  const { classes } = parts
  const vocabulary = training.task.network.vocabulary.toState()
  return { training, bytes: encodeNames({ state, config, classes, vocabulary, data: dataMark(parts) }) }
}

describe('a checkpoint of the names task', () => {
  it('answers with the weights of its best epoch', async () => {
    const config = smallConfig({ model: { members: 2, bigramSize: 4, markers: true } })
    const { training, bytes } = await stored(config)
    const network = networkOf(decodeNames(bytes))
    const own = await training.task.parameters.read()
    const opened = await network.model.parameters.read()
    expect(opened.map(({ name }) => name)).toEqual(own.map(({ name }) => name))
    expect(opened[0].data[0]).toBe(own[0].data[0] / 2)
    const answer = await watch(network, ['Vokish'], turn)
    training.task.parameters.write(opened)
    expect(answer).toEqual(await watch(training.task.network, ['Vokish'], turn))
    training.dispose()
    network.model.dispose()
  })

  it('stays readable with as many networks and layers as there may be', async () => {
    const config = smallConfig({
      model: { members: 9, layers: 8, hiddenSize: 2, embeddingSize: 2, bigramSize: 2, cell: 'lstm' }
    })
    const { training, bytes } = await stored(config)
    const names = decode(bytes).tensors.map(({ name }) => name)
    expect(new Set(names).size).toBeGreaterThan(1000)
    expect(decodeNames(bytes).state.weights.length).toBe(
      names.filter((name) => name.startsWith('best.')).length
    )
    training.dispose()
  })

  const changed = async (change: Record<string, string>) => {
    const { training, bytes } = await stored(smallConfig())
    training.dispose()
    const { tensors, metadata } = decode(bytes)
    return encode({ tensors, metadata: { ...metadata, ...change } })
  }

  it.each<Record<string, string>>([
    { task: 'charlm' },
    { classes: '["a"]' },
    { classes: '["a","a","b"]' },
    { classes: '{"__proto__":1}' },
    { config: '{}' },
    { vocabulary: '{"lowerCase":1}' },
    { data: '{}' }
  ])('is refused with %j', async (change) => {
    const bytes = await changed(change)
    expect(() => decodeNames(bytes)).toThrow(/checkpoint-invalid/)
  })

  it('is refused when its tensors are not those that its settings imply', async () => {
    const larger = JSON.stringify(smallConfig({ model: { hiddenSize: 11 } }))
    const bytes = await changed({ config: larger })
    const before = tf.memory().numTensors
    expect(() => networkOf(decodeNames(bytes))).toThrow(/checkpoint-invalid/)
    expect(tf.memory().numTensors).toBe(before)
  })

  it('may be gone on from with more epochs or another rate, and not with what changes the numbers', async () => {
    const { training, bytes } = await stored(smallConfig())
    const checkpoint = decodeNames(bytes)
    const { network } = training.task
    const withTraining = (change: object) => ({
      ...network,
      config: { ...network.config, training: { ...network.config.training, ...change } }
    })
    expect(() => checkSame(checkpoint, withTraining({ epochs: 50, learningRate: 1 }), parts)).not.toThrow()
    expect(() => checkSame(checkpoint, withTraining({ batchSize: 3 }), parts)).toThrow(/batch size/)
    expect(() => checkSame(checkpoint, withTraining({ optimizer: 'sgd' }), parts)).toThrow(/optimizer/)
    expect(() => checkSame(checkpoint, network, madeUpParts(30, 5))).toThrow(/data|vocabulary/)
    training.dispose()
  })
})

describe('answers letter by letter', () => {
  it('end with the answer to the whole name', async () => {
    const training = namesTraining(
      smallConfig({ model: { markers: true, bigramSize: 3, layers: 2 } }),
      parts,
      []
    )
    const { network } = training.task
    const [found] = await classify(network, ['luariax'], 'states', turn)
    const whole = parts.classes.map(
      (label) => found.ranking.find((each) => each.label === label)!.probability
    )
    expect(found.letters).toEqual([...'luariax'])
    expect(found.unknownLetters).toBe(1)
    for (const answers of [found.forward!, found.backward!]) {
      expect(answers.length).toBe(7)
      for (const row of answers) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1)
    }
    found.forward!.at(-1)!.forEach((p, k) => expect(p).toBeCloseTo(whole[k], 5))
    found.backward![0].forEach((p, k) => expect(p).toBeCloseTo(whole[k], 5))
    expect(found.states!.map(({ layer, direction, hidden }) => [layer, direction, hidden.length])).toEqual([
      [0, 'forward', 7],
      [0, 'backward', 7],
      [1, 'forward', 7],
      [1, 'backward', 7]
    ])
    training.dispose()
  })

  it('come for any text at all', async () => {
    const training = namesTraining(smallConfig(), parts, [])
    const before = tf.memory().numTensors
    const texts = ['', ' ', '😀', '\ud800', 'a'.repeat(100_000), '\u202eabc', '김'.normalize('NFD'), '\0']
    const from = performance.now()
    for (const detail of ['ranking', 'letters', 'states'] as const) {
      const found = await classify(training.task.network, texts, detail, turn)
      expect(found.map(({ name }) => name)).toEqual(texts)
      for (const { ranking } of found) {
        expect(ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
        expect(ranking[0].probability).toBeGreaterThanOrEqual(ranking[1].probability)
      }
    }
    expect(performance.now() - from).toBeLessThan(20_000)
    expect(tf.memory().numTensors).toBe(before)
    training.dispose()
  })
})
