import type { NamesPreset } from '#shared/presets'
import type { NamesModelConfig, NamesTrainingConfig } from '#shared/schemas/names-config'
import type { Issue } from '../../state/config-issues'
import type { ConfigPath } from '../../state/config-paths'
import { count, small } from '../numbers'

interface FieldText {
  readonly label: string
  readonly hint: string
}

const fields: Record<ConfigPath, FieldText> = {
  seed: {
    label: 'Seed',
    hint: 'Owns every random choice: split, first weights, order of the names, dropout. The same seed gives the same run.'
  },
  'split.heldOut': {
    label: 'Held-out share',
    hint: 'Part of the names that training never sees. Ignored with a test file.'
  },
  maximumLength: { label: 'Longest name', hint: 'Letters of a name that are read; the rest is cut.' },
  'model.input': {
    label: 'Letters as',
    hint: 'One-hot: a letter is a place in a list. Embedding: a vector that the network learns.'
  },
  'model.embeddingSize': { label: 'Embedding size', hint: 'Numbers that describe one letter.' },
  'model.vocabularySize': {
    label: 'Table rows',
    hint: 'Rows of the letter table. Empty: as many as the training names have letters, plus one for unknown letters. The lecture has 128.'
  },
  'model.lowerCase': { label: 'Ignore case', hint: 'Read “A” and “a” as the same letter.' },
  'model.markers': {
    label: 'Mark the ends',
    hint: 'A start and an end symbol around each name, so that ends can be learned.'
  },
  'model.bigramSize': {
    label: 'Letter pairs',
    hint: 'Size of a vector for each pair of letters, read beside the letter’s own; 0: none.'
  },
  'model.cell': {
    label: 'Cell',
    hint: 'What is repeated at every letter. GRU and LSTM have gates, which let them keep things longer than a plain RNN.'
  },
  'model.nonlinearity': { label: 'Non-linearity', hint: 'Of the plain RNN cell.' },
  'model.hiddenSize': {
    label: 'Hidden size',
    hint: 'Units of the hidden state, in each layer and direction.'
  },
  'model.layers': {
    label: 'Layers',
    hint: 'Networks on top of each other; each reads the states of the one below.'
  },
  'model.bidirectional': {
    label: 'Both directions',
    hint: 'A second network reads the name from its end.'
  },
  'model.readout': {
    label: 'Classify by',
    hint: 'What the last, linear layer looks at. The lecture looks at the last direction alone and so throws half away.'
  },
  'model.dropout.embedding': {
    label: 'Dropout, letters',
    hint: 'Share of the input that is switched off at random while training.'
  },
  'model.dropout.layers': { label: 'Dropout, layers', hint: 'The same between layers.' },
  'model.dropout.readout': { label: 'Dropout, readout', hint: 'The same before the last layer.' },
  'model.members': {
    label: 'Networks',
    hint: 'So many are trained side by side, and their probabilities averaged.'
  },
  'training.batchSize': { label: 'Batch size', hint: 'Names that are read before the weights move once.' },
  'training.epochs': { label: 'Epochs', hint: 'Times that all training names are read.' },
  'training.optimizer': { label: 'Optimiser', hint: 'How the gradient moves the weights.' },
  'training.learningRate': {
    label: 'Learning rate',
    hint: 'How far one step goes. Can be changed while training.'
  },
  'training.schedule': {
    label: 'Schedule',
    hint: 'How the learning rate goes from the first epoch to the last.'
  },
  'training.warmUp': {
    label: 'Warm-up',
    hint: 'Share of all steps over which the learning rate rises to its value.'
  },
  'training.momentum': { label: 'Momentum', hint: 'Of SGD: how much of the last step goes on.' },
  'training.weightDecay': { label: 'Weight decay', hint: 'Pulls weights to zero a little at every step.' },
  'training.clip': {
    label: 'Clip gradients at',
    hint: 'Largest length of the gradient; 0 clips nothing. Helps against exploding losses.'
  },
  'training.labelSmoothing': {
    label: 'Label smoothing',
    hint: 'Share of the target that is spread over all classes: less certain answers.'
  },
  'training.classWeights': {
    label: 'Class weights',
    hint: 'Balanced: a rare class counts as much as a frequent one.'
  },
  'training.averaging': {
    label: 'Weight averaging',
    hint: 'Score a slow average of the weights (0.99: the last hundred steps); 0: the weights themselves.'
  },
  'training.patience': {
    label: 'Patience',
    hint: 'Stop after so many epochs without a better held-out score; 0: never.'
  }
}

const presets: Record<NamesPreset, { name: string; text: string }> = {
  quick: { name: 'Quick', text: 'Small, learns in under a minute on any CPU.' },
  best: { name: 'Best', text: 'Letter pairs, all states read, five networks that vote.' },
  lecture: { name: 'Lecture (13_2)', text: 'Exactly the script of the lecture.' }
}

export const form = {
  fields,
  presets,
  preset: 'Preset',
  changed: (n: number) => (n === 1 ? '1 setting changed' : `${count(n, 'en')} settings changed`),
  resetAll: 'Reset all',
  resetField: (label: string) => `Reset ${label}`,
  isChanged: 'changed',
  groups: { data: 'Data', model: 'Network', training: 'Training' },
  cells: { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' } satisfies Record<NamesModelConfig['cell'], string>,
  inputs: { embedding: 'Embedding', 'one-hot': 'One-hot' } satisfies Record<
    NamesModelConfig['input'],
    string
  >,
  nonlinearities: { tanh: 'tanh', relu: 'ReLU' } satisfies Record<NamesModelConfig['nonlinearity'], string>,
  readouts: {
    'last-direction': 'Backward end',
    'both-directions': 'Both ends',
    mean: 'Mean of states',
    max: 'Max of states',
    'final-mean-max': 'Ends + pooling'
  } satisfies Record<NamesModelConfig['readout'], string>,
  optimizers: { adam: 'Adam', rmsprop: 'RMSprop', sgd: 'SGD' } satisfies Record<
    NamesTrainingConfig['optimizer'],
    string
  >,
  schedules: { constant: 'Constant', cosine: 'Cosine', linear: 'Linear' } satisfies Record<
    NamesTrainingConfig['schedule'],
    string
  >,
  weightings: { none: 'None', balanced: 'Balanced' } satisfies Record<
    NamesTrainingConfig['classWeights'],
    string
  >,
  fromData: 'from data',
  issue: (issue: Issue): string => {
    if (issue.kind === 'at-least') return `At least ${small(issue.limit, 'en')}.`
    if (issue.kind === 'at-most') return `At most ${small(issue.limit, 'en')}.`
    if (issue.kind === 'above') return `More than ${small(issue.limit, 'en')}.`
    if (issue.kind === 'whole') return 'A whole number.'
    return issue.kind === 'number' ? 'A number.' : 'Not possible.'
  },
  nextRun: 'For the next run; the one that is alive keeps its own.',
  live: 'Now',
  liveRate: 'Learning rate',
  estimate: {
    parameters: (n: string) => `${n} parameters`,
    memory: (size: string) => `${size} of memory`,
    time: (time: string) => `about ${time}`,
    unmeasured: 'time not measured yet',
    invalid: 'Change the marked settings to go on.'
  },
  hide: 'Hide settings',
  show: 'Show settings',
  panel: 'Settings of the next run'
}
