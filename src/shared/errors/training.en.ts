import type { ErrorText } from './texts.en'

/** What can go wrong in the trainer. */
export const trainingTextsEn = {
  diverged: {
    title: 'The loss became infinite at epoch {epoch}, step {step}',
    reason: 'The learning rate was {learningRate}. Last good epoch: {goodEpoch}. Its weights are kept.',
    next: 'Resume from there with learning rate {suggestedRate}, or with gradient clipping 5.'
  },
  'checkpoint-invalid': {
    title: 'The checkpoint cannot be used',
    reason: 'Its {what} does not fit the run that it belongs to.',
    next: 'Open an earlier checkpoint of this run.'
  },
  'checkpoint-newer': {
    title: 'This run was made by a newer version',
    reason: 'Its checkpoint has format {version}, this version reads up to {known}.',
    next: 'Update Unroll to open it.'
  },
  'names-parts-invalid': {
    title: 'The data does not fit the training',
    reason: '{what}',
    next: 'Open the data again and start once more.'
  },
  'training-busy': {
    title: 'A training is already running',
    reason: 'One network trains at a time.',
    next: 'Stop it, then start the new one.'
  },
  'training-idle': {
    title: 'Nothing is training',
    reason: 'The run has ended or was never started.',
    next: 'Start or resume a run first.'
  },
  'model-not-open': {
    title: 'The network is not loaded',
    reason: 'The run {run} is not open in the trainer.',
    next: 'Open the run again.'
  },
  'out-of-memory': {
    title: 'Not enough memory for batch size {batchSize}',
    reason: 'The device ran out of memory. The settings are kept.',
    next: 'Try batch size {suggestedBatchSize}, or fewer hidden units.'
  },
  'device-unavailable': {
    title: 'The device {device} cannot be used',
    reason: '{what}',
    next: 'Choose another device.'
  },
  'device-other-process': {
    title: 'TensorFlow uses the graphics card now',
    reason: 'It decides between processor and card once, when the trainer starts.',
    next: 'Choose this device to start the trainer again with it.'
  },
  'device-failed': {
    title: 'The device stopped working',
    reason: '{device} failed during training: {what}. The last checkpoint is kept.',
    next: 'Resume on the built-in device.'
  },
  'trainer-failed': {
    title: 'The trainer had to stop',
    reason: '{what}',
    next: 'Resume from the last checkpoint.'
  }
} as const satisfies Record<string, ErrorText>
