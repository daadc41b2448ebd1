import type { ErrorText } from './texts.en'

/** Run folders, and the trainer process as its owner sees it. */
export const runsTextsEn = {
  'run-not-found': {
    title: 'This run is not there',
    reason: 'There is no run {run}; it was moved or removed.',
    next: 'Choose another run.'
  },
  'run-newer': {
    title: 'This run was made by a newer version',
    reason: 'Run {run} has format {version}; nothing in it was touched.',
    next: 'Update Unroll to open it.'
  },
  'run-damaged': {
    title: 'This run cannot be read',
    reason: 'The file {file} of run {run} is damaged or missing.',
    next: 'Open another run, or bring the file back from a copy.'
  },
  'run-in-use': {
    title: 'This run is in use',
    reason: 'Another Unroll (process {pid}) trains it now; here it can only be read.',
    next: 'Stop it there, then try again.'
  },
  'run-busy': {
    title: 'This run is training',
    reason: 'It cannot be removed or started twice while it trains.',
    next: 'Stop it first.'
  },
  'run-finished': {
    title: 'This run has ended',
    reason: 'It ended after epoch {epochs}; there is nothing left to train.',
    next: 'Start a new run with these settings.'
  },
  'run-no-model': {
    title: 'This run has no network yet',
    reason: 'Run {run} ended before its first checkpoint.',
    next: 'Train it for one epoch.'
  },
  'run-folder-not-empty': {
    title: 'The folder is not empty',
    reason: '{folder} holds other files; a run needs a folder of its own.',
    next: 'Choose a new folder, or resume the run in it.'
  },
  'checkpoint-fell-back': {
    title: 'A checkpoint was damaged',
    reason: '{file} cannot be read and was put aside; the run goes on from step {step}.',
    next: 'Check the disk if this happens again.'
  },
  'metrics-not-saved': {
    title: 'The curve could not be saved',
    reason: '{what}. Training goes on; the curve is complete here and is saved with the next epoch.',
    next: 'Free some space.'
  },
  'trainer-crashed': {
    title: 'Training stopped unexpectedly at epoch {epoch}',
    reason: 'The trainer ended ({how}). Nothing up to epoch {safeEpoch} was lost.',
    next: 'Resume the run.'
  },
  'trainer-crashed-early': {
    title: 'Training stopped unexpectedly',
    reason: 'The trainer ended ({how}) before the first epoch was finished.',
    next: 'Start the run again.'
  },
  'trainer-killed': {
    title: 'The trainer was ended',
    reason: 'It no longer answered. Nothing up to epoch {safeEpoch} was lost.',
    next: 'Resume the run.'
  },
  'trainer-not-started': {
    title: 'The trainer does not start',
    reason: 'Its process ended at once ({how}).',
    next: 'Try again; if it happens again, copy the details and report them.'
  },
  'too-many-names': {
    title: 'Too many names at once',
    reason: 'The file has {rows} names; {limit} can be classified at once.',
    next: 'Split the file.'
  }
} as const satisfies Record<string, ErrorText>
