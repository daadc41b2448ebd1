import * as tf from '@tensorflow/tfjs-core'
import { readoutSize } from '#shared/parameter-count'
import type { NamesModelConfig } from '#shared/schemas/names-config'
import { dropout, maskOf } from '../layers/dropout'
import { linear, lookup, masked } from '../layers/functions'
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
  /** C */
  readonly classes: number
}

export function recurrentOf({ config, rows }: NetworkShape): RecurrentConfig {
  return {
    cell: { kind: config.cell, nonlinearity: config.nonlinearity },
    inputSize: config.input === 'embedding' ? config.embeddingSize : rows,
    hiddenSize: config.hiddenSize,
    layers: config.layers,
    bidirectional: config.bidirectional
  }
}

/** First values of all parameters, in PyTorch's order of modules. */
export function networkInit(shape: NetworkShape, prefix: string, random: RandomStream): ParameterInit[] {
  const { config, rows, classes } = shape
  return [
    ...(config.input === 'embedding'
      ? embeddingInit(`${prefix}embedding`, rows, config.embeddingSize, random)
      : []),
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

/** What the first layer reads. Without dropout ids stay ids; with it every letter needs a vector of its own. */
export function sequenceInput(
  { config, rows }: NetworkShape,
  parameters: Parameters,
  prefix: string,
  { ids }: NamesInput,
  rate: number,
  random: RandomStream | null
): SequenceInput {
  const indices = tf.tensor1d(ids, 'int32')
  const embedding = config.input === 'embedding' ? parameters.get(`${prefix}embedding.weight`) : null
  if (rate === 0 || !random) return { kind: 'ids', ids: indices, embedding }
  if (embedding) return { kind: 'vectors', x: dropout(lookup(embedding, indices), rate, random) }
  // Of a one-hot vector dropout can only hit the one: a mask for each letter is enough.
  const hot = tf.oneHot(indices, rows, 1, 0, 'float32') as Matrix
  return { kind: 'vectors', x: masked(hot, maskOf([ids.length, 1], rate, random)) }
}
