import * as tf from '@tensorflow/tfjs-core'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import { total } from '../layers/functions'
import { countRight, crossEntropy, softmax } from '../loss/cross-entropy'
import { scoped, sum, type Matrix } from '../ops'
import { stream, type RandomStream } from '../random/stream'
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
  /** Rows of the table of letter pairs: the vocabulary's `pairRows`; read when `config.bigramSize` > 0. */
  readonly pairRows?: number
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

/** A network that reads a name letter by letter and answers with a probability for each class. */
export interface NamesClassifier extends Model<NamesBatch> {
  readonly parameters: Parameters
  readonly classes: number
  /** Scores before the softmax of each member, sorted rows: [B, C]. `random`: dropout on, for training. */
  logits(input: NamesInput, random: RandomStream | null): Matrix[]
  loss(batch: NamesBatch, random: RandomStream): BatchLoss
  /** Mean of the members' probabilities, sorted rows: [B, C]. */
  probabilities(input: NamesInput): Matrix
  /** What every layer holds after each letter of one name; `ids` has at least one letter, `pairs` as many or null. */
  states(ids: ArrayLike<number>, pairs?: ArrayLike<number> | null): Promise<LayerStates[]>
}

/** The prefix of each member's parameters; a single network has none. */
export function memberPrefixes({ members }: NamesModelConfig): string[] {
  return members === 1 ? [''] : Array.from({ length: members }, (_, k) => `member.${k}.`)
}

export function namesClassifier(options: NamesClassifierOptions): NamesClassifier {
  const { config, rows, pairRows = 0, classes, seed } = options
  const { labelSmoothing, classWeights } = options.loss ?? { labelSmoothing: 0, classWeights: null }
  const shape: NetworkShape = { config, rows, pairRows, classes }
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

    states: (ids, pairs = null) => statesOf(shape, parameters, prefixes, namesInput([ids], pairs && [pairs])),
    dispose: () => parameters.dispose()
  }
}
