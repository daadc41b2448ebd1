import type { NamesConfig, NamesModelConfig } from '#shared/schemas/names-config'
import type { NamesParts } from '#shared/trainer-contract'

/** Rows of the input table: a code point each, and one for every letter that is not known. */
export function vocabularyRows(config: NamesModelConfig, names: readonly string[]): number {
  if (config.vocabularySize !== null) return config.vocabularySize
  const letters = new Set<string>()
  for (const name of names) {
    const text = name.normalize('NFC')
    for (const letter of config.lowerCase ? text.toLowerCase().normalize('NFC') : text) letters.add(letter)
  }
  return letters.size + 1
}

const gatesOf = { rnn: 1, gru: 3, lstm: 4 } as const
const partsOf = { 'last-direction': 0, 'both-directions': 1, mean: 1, max: 1, 'final-mean-max': 3 } as const

/** Trainable numbers of one network and its members: PyTorch's count, two biases a gate. V rows, C classes. */
export function countParameters(model: NamesModelConfig, rows: number, classes: number): number {
  const { hiddenSize: H, layers, cell, embeddingSize } = model
  const directions = model.bidirectional ? 2 : 1
  const embedded = model.input === 'embedding'
  let count = embedded ? rows * embeddingSize : 0
  for (let layer = 0; layer < layers; layer++) {
    const input = layer > 0 ? directions * H : embedded ? embeddingSize : rows
    count += directions * gatesOf[cell] * H * (input + H + 2)
  }
  const read = model.readout === 'last-direction' ? H : partsOf[model.readout] * directions * H
  return model.members * (count + classes * (read + 1))
}

/** Numbers that an optimiser keeps for each parameter. */
function slots({ training }: NamesConfig): number {
  if (training.optimizer === 'adam') return 2
  return training.optimizer === 'rmsprop' || training.momentum > 0 ? 1 : 0
}

/**
 * Bytes of weights, gradients, optimiser slots, averages, the best epoch's weights and what one batch keeps for its
 * backward pass: gates, states and their gradients for every letter of the longest names.
 */
export function countBytes(config: NamesConfig, parameters: number, letters: number): number {
  const { model, training } = config
  const copies = 2 + slots(config) + (training.averaging > 0 ? 1 : 0) + 1
  const directions = model.bidirectional ? 2 : 1
  const perLetter =
    model.layers * directions * model.hiddenSize * (2 * gatesOf[model.cell] + 3) + model.embeddingSize
  const activations = model.members * training.batchSize * Math.min(letters, config.maximumLength) * perLetter
  return 4 * (copies * parameters + activations)
}

/** What a run will take, before it starts. */
export function estimateRun(
  config: NamesConfig,
  parts: NamesParts
): { parameters: number; memoryBytes: number; batches: number } {
  const { names } = parts.train
  const parameters = countParameters(config.model, vocabularyRows(config.model, names), parts.classes.length)
  const longest = names.reduce((most, name) => Math.max(most, name.length), 1)
  return {
    parameters,
    memoryBytes: countBytes(config, parameters, longest),
    batches: Math.ceil(names.length / config.training.batchSize)
  }
}
