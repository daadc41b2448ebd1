import type { NamesModelConfig } from './schemas/names-config'

// Sizes that follow from a configuration alone, so that a form can show them before anything is made.

/** Gates of a cell: blocks of rows in its weights. */
const gates = { rnn: 1, gru: 3, lstm: 4 } as const

/** Numbers that the head reads for each name. */
export function readoutSize({ readout, hiddenSize, bidirectional }: NamesModelConfig): number {
  const width = hiddenSize * (bidirectional ? 2 : 1)
  if (readout === 'last-direction') return hiddenSize
  return readout === 'final-mean-max' ? 3 * width : width
}

/**
 * Trainable numbers of a classifier, members included.
 * @param rows rows of the input table: the vocabulary's size
 * @param pairRows rows of the table of letter pairs, where those are read
 */
export function parameterCount(model: NamesModelConfig, rows: number, classes: number, pairRows = 0): number {
  const { cell, hiddenSize: H, layers, input, embeddingSize, bigramSize } = model
  const directions = model.bidirectional ? 2 : 1
  let count = (input === 'embedding' ? rows * embeddingSize : 0) + pairRows * bigramSize
  let width = (input === 'embedding' ? embeddingSize : rows) + bigramSize
  for (let layer = 0; layer < layers; layer++) {
    count += directions * gates[cell] * H * (width + H + 2)
    width = directions * H
  }
  return model.members * (count + (readoutSize(model) + 1) * classes)
}

/**
 * About how many bytes training takes: weights with gradients, optimiser slots and the update's temporaries, and what
 * the layers keep of a batch for the way back. Measured peaks lie within a factor of two.
 * @param letters letters of a batch: batch size times the mean length of a name
 */
export function memoryEstimate(
  model: NamesModelConfig,
  rows: number,
  classes: number,
  letters: number,
  pairRows = 0
): number {
  const { cell, hiddenSize: H, layers, members } = model
  const directions = model.bidirectional ? 2 : 1
  const weights = parameterCount(model, rows, classes, pairRows) * copiesOfWeights
  const states = members * layers * directions * letters * H * (2 * gates[cell] + copiesOfStates)
  return 4 * (weights + states)
}

/** Weights twice (whole and cut), their gradients twice, two slots old and new, temporaries. */
const copiesOfWeights = 10
/** Beside each gate's input and gradient: h, h before, what the steps save, outputs and masks of the layer. */
const copiesOfStates = 8
