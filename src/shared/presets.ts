import type { NamesConfig } from './schemas/names-config'

/** 13_2 of the lecture, exactly: 317,018 parameters with 18 classes. */
const lecture: NamesConfig = {
  formatVersion: 1,
  task: 'names',
  preset: 'lecture',
  seed: 0,
  split: { heldOut: 0.2 },
  maximumLength: 64,
  model: {
    input: 'embedding',
    embeddingSize: 100,
    vocabularySize: 128, // 13_2 looks letters up by ASCII code
    lowerCase: false,
    markers: false,
    bigramSize: 0,
    cell: 'gru',
    nonlinearity: 'tanh',
    hiddenSize: 100,
    layers: 2,
    bidirectional: true,
    readout: 'last-direction', // fc(hidden[-1]): the backward direction alone
    dropout: { embedding: 0, layers: 0, readout: 0 },
    members: 1
  },
  training: {
    batchSize: 256,
    epochs: 100,
    optimizer: 'adam',
    learningRate: 1e-3,
    schedule: 'constant',
    warmUp: 0,
    momentum: 0,
    weightDecay: 0,
    clip: 0,
    labelSmoothing: 0,
    classWeights: 'none',
    averaging: 0,
    patience: 0
  }
}

/**
 * Ours: pairs of letters beside letters, all states read, five networks that vote. Chosen on parts of a training file of
 * 13,374 names, without looking at any test file; fixed in length, so it needs no held-out names to stop by.
 */
const best: NamesConfig = {
  ...lecture,
  preset: 'best',
  model: {
    ...lecture.model,
    embeddingSize: 64,
    vocabularySize: null,
    markers: true,
    bigramSize: 64,
    hiddenSize: 80,
    layers: 1,
    readout: 'final-mean-max',
    dropout: { embedding: 0.1, layers: 0, readout: 0.5 },
    members: 5
  },
  training: {
    ...lecture.training,
    batchSize: 64,
    epochs: 16,
    learningRate: 2e-3,
    schedule: 'cosine',
    warmUp: 0.05,
    clip: 1,
    labelSmoothing: 0.1
  }
}

/** Small enough to learn something in under a minute on any CPU. */
const quick: NamesConfig = {
  ...best,
  preset: 'quick',
  model: { ...best.model, embeddingSize: 32, bigramSize: 32, hiddenSize: 48, members: 2 },
  training: { ...best.training, epochs: 12, learningRate: 4e-3 }
}

export const namesPresets = { lecture, best, quick } as const

export type NamesPreset = keyof typeof namesPresets
