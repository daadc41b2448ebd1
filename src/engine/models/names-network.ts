import * as tf from '@tensorflow/tfjs-core'
import { readoutSize } from '#shared/parameter-count'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import { dropout, maskOf } from '../layers/dropout'
import { beside, linear, lookup } from '../layers/functions'
import { embeddingInit, linearInit, recurrentInit } from '../layers/initialisers'
import { readOut, readsOf } from '../layers/readout'
import { runRecurrent, type RecurrentConfig, type RecurrentPass } from '../layers/recurrent'
import type { Matrix, Vector } from '../ops'
import type { RandomStream } from '../random/stream'
import type { SequenceInput } from '../rnn/sequence'
import type { NamesInput } from './names-batch'
import type { ParameterInit, Parameters } from './parameters'

// One network: input (embedding or one-hot), recurrent stack, readout, linear head. Its parameters have the names that
// a PyTorch module of attributes `embedding`, `rnn` and `fc` has, after `prefix`.

export interface NetworkShape {
  readonly config: NamesModelConfig
  /** V */
  readonly rows: number
  /** Rows of the table of letter pairs; read when `config.bigramSize` > 0. */
  readonly pairRows: number
  /** C */
  readonly classes: number
}

export function recurrentOf({ config, rows }: NetworkShape): RecurrentConfig {
  return {
    cell: { kind: config.cell, nonlinearity: config.nonlinearity },
    inputSize: (config.input === 'embedding' ? config.embeddingSize : rows) + config.bigramSize,
    hiddenSize: config.hiddenSize,
    layers: config.layers,
    bidirectional: config.bidirectional
  }
}

/** First values of all parameters, in PyTorch's order of modules. */
export function networkInit(shape: NetworkShape, prefix: string, random: RandomStream): ParameterInit[] {
  const { config, rows, pairRows, classes } = shape
  const { input, embeddingSize, bigramSize } = config
  return [
    ...(input === 'embedding' ? embeddingInit(`${prefix}embedding`, rows, embeddingSize, random) : []),
    ...(bigramSize > 0 ? embeddingInit(`${prefix}bigram`, pairRows, bigramSize, random) : []),
    ...recurrentInit(`${prefix}rnn`, recurrentOf(shape), random),
    ...linearInit(`${prefix}fc`, readoutSize(config), classes, random)
  ]
}

/** Scores before the softmax, sorted rows: [B, C]. `random`: dropout on, for training. */
export function networkLogits(
  shape: NetworkShape,
  parameters: Parameters,
  prefix: string,
  input: NamesInput,
  random: RandomStream | null
): Matrix {
  const { config } = shape
  const { packing } = input
  const recurrent = recurrentOf(shape)
  const rates = random ? config.dropout : { embedding: 0, layers: 0, readout: 0 }
  const result = runRecurrent(recurrent, {
    packing,
    input: sequenceInput(shape, parameters, prefix, input, rates.embedding, random),
    parameter: recurrentParameter(parameters, prefix),
    ...readsOf(config.readout, recurrent),
    mask: rates.layers > 0 ? (_, size) => maskOf(size, rates.layers, random!) : null
  })
  const read = readOut(config.readout, result, packing)
  const features = rates.readout > 0 ? dropout(read, rates.readout, random!) : read
  return linear(features, parameters.get(`${prefix}fc.weight`), parameters.get(`${prefix}fc.bias`))
}

export function recurrentParameter(parameters: Parameters, prefix: string): RecurrentPass['parameter'] {
  return (name): Matrix | Vector => parameters.get(`${prefix}rnn.${name}`)
}

/**
 * What the first layer reads. Letters alone and without dropout stay ids; otherwise every letter needs a vector of its
 * own, with that of its pair behind it.
 */
export function sequenceInput(
  { config, rows }: NetworkShape,
  parameters: Parameters,
  prefix: string,
  { ids, pairs }: NamesInput,
  rate: number,
  random: RandomStream | null
): SequenceInput {
  const letters = tf.tensor1d(ids, 'int32')
  const embedding = config.input === 'embedding' ? parameters.get(`${prefix}embedding.weight`) : null
  const drops = rate > 0 && random !== null
  if (!drops && config.bigramSize === 0) return { kind: 'ids', ids: letters, embedding }
  const vectors = [
    embedding ? lookup(embedding, letters) : (tf.oneHot(letters, rows, 1, 0, 'float32') as Matrix)
  ]
  if (config.bigramSize > 0) {
    if (!pairs) throw new RangeError('This model reads pairs of letters')
    vectors.push(lookup(parameters.get(`${prefix}bigram.weight`), tf.tensor1d(pairs, 'int32')))
  }
  const x = beside(vectors)
  return { kind: 'vectors', x: drops ? dropout(x, rate, random) : x }
}
