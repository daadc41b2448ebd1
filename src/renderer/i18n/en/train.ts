import type { StopReason } from '#shared/schemas/runs'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'en')

const stops: Record<StopReason, string> = {
  finished: 'finished',
  'early-stop': 'stopped early: the held-out score no longer rose',
  stopped: 'stopped',
  diverged: 'stopped: the loss was no longer a number. Try a smaller learning rate, or clip gradients.',
  crashed: 'stopped unexpectedly',
  'disk-full': 'stopped: the disk is full',
  closed: 'stopped when the window closed'
}

export const train = {
  empty: {
    title: 'Nothing trained yet',
    text: (epochs: number, names: string) =>
      `Train reads ${names} names ${epochs === 1 ? 'once' : `${n(epochs)} times`} and shows here how it goes.`,
    cost: (time: string, device: string) => `About ${time} on ${device}.`,
    costUnknown: 'How long it takes is measured as it goes.'
  },
  waiting: 'The first scores come when the first epoch has ended.',
  headline: {
    unseen: (names: number, counting: string) =>
      `on ${n(names)} names it never saw; counting letters: ${counting}`,
    test: (names: number, counting: string) => `on ${n(names)} test names; counting letters: ${counting}`,
    clean: (share: string) => `${share} on those that are not also in the training file`,
    best: (epoch: number) => `Best at epoch ${n(epoch)}`,
    now: (epoch: number) => `After epoch ${n(epoch)}`,
    macro: (recall: string, f1: string) => `Every class counted the same: recall ${recall}, F1 ${f1}.`,
    worse: (share: string) => `Counting letters does better: it gets ${share}.`,
    worseLive: (share: string) => `Counting letters still does better: ${share}.`,
    worseHint: 'More epochs, a larger hidden state or another seed may pass it.'
  },
  run: {
    states: stops,
    alive: 'training now',
    paused: 'paused',
    model: (preset: string, parameters: string) => `${preset} · ${parameters} parameters`,
    close: 'Close this run',
    copy: 'Use its settings',
    copied: 'The settings of this run are now those of the next one',
    keepGoing: 'Continue'
  },
  curves: {
    title: 'Loss and accuracy',
    lines: {
      trainLoss: 'Training loss',
      heldOutLoss: 'Held-out loss',
      trainAccuracy: 'Training accuracy',
      heldOutAccuracy: 'Held-out accuracy'
    },
    loss: 'Loss (nats)',
    accuracy: 'Accuracy',
    epoch: 'Epoch',
    epochAt: (epoch: number) => `Epoch ${n(epoch)}`,
    latest: 'Latest',
    majority: (label: string, share: string) => `always ${label} ${share}`,
    ngram: (share: string) => `counting letters ${share}`,
    best: 'best',
    smoothing: 'Smooth',
    smoothingHint: 'Only the training loss within epochs; scores are never smoothed.',
    log: 'Log loss',
    table: 'Numbers',
    rate: 'Names/s',
    seconds: 'Seconds',
    learningRate: 'Learning rate',
    clean: 'Clean accuracy',
    macroRecall: 'Macro recall',
    macroF1: 'Macro F1'
  },
  confusion: {
    title: 'Confusion',
    caption: (epoch: number, best: boolean) =>
      `Held-out names ${best ? `by the best epoch (${n(epoch)})` : `after epoch ${n(epoch)}`}. Rows: the truth. Columns: the answer. Shades: share of the row.`,
    truth: 'Truth',
    answer: 'Answer',
    counts: 'Counts',
    cell: (truth: string, answer: string, value: number, share: string) =>
      truth === answer
        ? `${truth}, answered right: ${n(value)} (${share})`
        : `${truth}, answered ${answer}: ${n(value)} (${share})`,
    open: 'Enter shows the names',
    others: (value: number) => `${n(value)} others`,
    names: {
      right: (label: string) => `${label}, answered right`,
      wrong: (truth: string, answer: string) => `${truth}, answered ${answer}`,
      text: 'Held-out names, the surest first. Choose one to look inside.',
      none: 'No names here.',
      name: 'Name',
      probability: 'Probability',
      more: (value: number) => `The first ${n(value)}.`
    }
  },
  perClass: {
    title: 'By class',
    label: 'Class',
    precision: 'Precision',
    recall: 'Recall',
    f1: 'F1',
    support: 'Names',
    precisionHint: 'Of the names answered so, how many are so',
    recallHint: 'Of the names that are so, how many were answered so',
    f1Hint: 'The harmonic mean of both',
    supportHint: 'Held-out names of this class'
  },
  watch: {
    title: 'Your names',
    text: 'Answered again after every epoch.',
    add: 'Add a name',
    remove: (name: string) => `Remove ${name}`,
    none: 'not asked yet',
    unknown: (value: number) => (value === 1 ? '1 unknown letter' : `${n(value)} unknown letters`),
    look: 'Look inside'
  }
}
