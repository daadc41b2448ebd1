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
    momentum: 0,
    weightDecay: 0,
    clip: 0,
    labelSmoothing: 0,
    classWeights: 'none',
    averaging: 0,
    patience: 0
  }
}

/** Ours: both directions read, dropout, a learning rate that falls, the best epoch kept. */
const best: NamesConfig = {
  ...lecture,
  preset: 'best',
  model: {
    ...lecture.model,
    vocabularySize: null,
    readout: 'both-directions',
    dropout: { embedding: 0.2, layers: 0.4, readout: 0.4 }
  },
  training: { ...lecture.training, epochs: 20, schedule: 'cosine', clip: 5 }
}

/** Small enough to learn something in under a minute on any CPU. */
const quick: NamesConfig = {
  ...best,
  preset: 'quick',
  model: {
    ...best.model,
    embeddingSize: 24,
    hiddenSize: 48,
    layers: 1,
    dropout: { embedding: 0.1, layers: 0, readout: 0.2 }
  },
  training: { ...best.training, batchSize: 64, epochs: 8, learningRate: 5e-3 }
}

export const namesPresets = { lecture, best, quick } as const

export type NamesPreset = keyof typeof namesPresets
