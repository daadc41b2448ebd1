import * as tf from '@tensorflow/tfjs-core'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import { total } from '../layers/functions'
import { countRight, crossEntropy, softmax } from '../loss/cross-entropy'
import { scoped, sum, type Matrix } from '../ops'
import { stream, type RandomStream } from '../random/stream'
import { inGivenOrder } from '../rnn/packing'
import type { BatchLoss, Model } from './model'
import { namesInput, type NamesBatch, type NamesInput } from './names-batch'
import { networkInit, networkLogits, type NetworkShape } from './names-network'
import { statesOf, type LayerStates } from './names-states'
import { Parameters } from './parameters'

export type { LayerStates } from './names-states'

export interface NamesClassifierOptions {
  readonly config: NamesModelConfig
  /** V, rows of the input table: the vocabulary's size. */
  readonly rows: number
  /** C */
  readonly classes: number
  /** Owns initialisation. */
  readonly seed: number
  /** Used by `loss` alone. */
  readonly loss?: NamesLossOptions
}

export interface NamesLossOptions {
  readonly labelSmoothing: number
  /** Weight of each class; null: all alike. [C] */
  readonly classWeights: Float32Array | null
}

/** Probabilities after each letter of one name, row-major [L, C]. */
export interface LetterAnswers {
  /** Row t: after letters 0 .. t. The last row is the model's answer for the whole name. */
  readonly forward: Float32Array
  /** Row t: the answer for letters t .. L - 1. The first row is the model's answer for the whole name. */
  readonly backward: Float32Array
}

/** A network that reads a name letter by letter and answers with a probability for each class. */
export interface NamesClassifier extends Model<NamesBatch> {
  readonly parameters: Parameters
  readonly classes: number
  /** Scores before the softmax of each member, sorted rows: [B, C]. `random`: dropout on, for training. */
  logits(input: NamesInput, random: RandomStream | null): Matrix[]
  loss(batch: NamesBatch, random: RandomStream): BatchLoss
  /** Mean of the members' probabilities, sorted rows: [B, C]. */
  probabilities(input: NamesInput): Matrix
  /** One name; `ids` holds at least one letter. */
  letters(ids: ArrayLike<number>): Promise<LetterAnswers>
  /** One name; `ids` holds at least one letter. */
  states(ids: ArrayLike<number>): Promise<LayerStates[]>
}

/** The prefix of each member's parameters; a single network has none. */
export function memberPrefixes({ members }: NamesModelConfig): string[] {
  return members === 1 ? [''] : Array.from({ length: members }, (_, k) => `member.${k}.`)
}

export function namesClassifier(options: NamesClassifierOptions): NamesClassifier {
  const { config, rows, classes, seed } = options
  const { labelSmoothing, classWeights } = options.loss ?? { labelSmoothing: 0, classWeights: null }
  const shape: NetworkShape = { config, rows, classes }
  const prefixes = memberPrefixes(config)
  const parameters = new Parameters(
    prefixes.flatMap((prefix, member) => networkInit(shape, prefix, stream(seed, 'initialisation', member)))
  )
  const logits = (input: NamesInput, random: RandomStream | null) =>
    scoped(() => prefixes.map((prefix) => networkLogits(shape, parameters, prefix, input, random)))
  const mean = (each: readonly Matrix[]) => {
    const all = sum(each.map(softmax))
    return each.length === 1 ? all : (tf.mul(all, 1 / each.length) as Matrix)
  }
  const probabilities = (input: NamesInput) => scoped(() => mean(logits(input, null)))

  return {
    parameters,
    classes,
    logits,
    probabilities,

    loss(batch, random) {
      const scores = logits(batch, random)
      const losses = scores.map((each) => crossEntropy(each, batch.labels, { labelSmoothing, classWeights }))
      const objective = total(losses)
      return {
        objective,
        loss: tf.mul(objective, 1 / losses.length),
        right: countRight(scores.length === 1 ? scores[0] : mean(scores), batch.labels)
      }
    },

    async letters(ids) {
      const name = Array.from(ids)
      const prefixes = name.map((_, t) => name.slice(0, t + 1))
      const suffixes = name.map((_, t) => name.slice(t))
      const input = namesInput([...prefixes, ...suffixes])
      const answers = probabilities(input)
      const given = inGivenOrder(input.packing, await answers.data<'float32'>(), classes)
      answers.dispose()
      const half = name.length * classes
      return { forward: given.slice(0, half), backward: given.slice(half) }
    },

    states: (ids) => statesOf(shape, parameters, prefixes, namesInput([ids])),
    dispose: () => parameters.dispose()
  }
}
