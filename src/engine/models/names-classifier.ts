import type { Tensor2D } from '@tensorflow/tfjs-core'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import type { RandomStream } from '../random/stream'
import type { BatchLoss, Model } from './model'
import type { NamesBatch, NamesInput } from './names-batch'
import type { Parameters } from './parameters'

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

/** Probabilities after each letter of one name, row-major [L, C]. */
export interface LetterAnswers {
  /** Row t: after letters 0 .. t. The last row is the model's answer for the whole name. */
  readonly forward: Float32Array
  /** Row t: the answer for letters t .. L - 1. The first row is the model's answer for the whole name. */
  readonly backward: Float32Array
}

/** What one direction of one layer held after each letter, row-major [L, H]; row t belongs to letter t. */
export interface LayerStates {
  readonly member: number
  readonly layer: number
  readonly direction: 'forward' | 'backward'
  readonly hidden: Float32Array
  /** By the cell's names: gru r, z, n; lstm i, f, g, o and the cell state c; rnn none. */
  readonly gates: Readonly<Record<string, Float32Array>>
}

/** A network that reads a name letter by letter and answers with a probability for each class. */
export interface NamesClassifier extends Model<NamesBatch> {
  readonly parameters: Parameters
  readonly classes: number
  /** Scores before the softmax of each member, sorted rows: [B, C]. `random`: dropout on, for training. */
  logits(input: NamesInput, random: RandomStream | null): Tensor2D[]
  loss(batch: NamesBatch, random: RandomStream): BatchLoss
  /** Mean of the members' probabilities, sorted rows: [B, C]. */
  probabilities(input: NamesInput): Tensor2D
  /** One name; `ids` holds at least one letter. */
  letters(ids: ArrayLike<number>, pairs?: ArrayLike<number> | null): Promise<LetterAnswers>
  /** One name; `ids` holds at least one letter. */
  states(ids: ArrayLike<number>, pairs?: ArrayLike<number> | null): Promise<LayerStates[]>
}

export function namesClassifier(_options: NamesClassifierOptions): NamesClassifier {
  throw new Error('filled in next')
}
