import type { Epoch } from '#shared/schemas/names-metrics'
import type { Texts } from '../../../i18n/language.svelte'

/** The epochs of a run as a table: a row of heads, then a row an epoch. */
export function epochRows(epochs: readonly Epoch[], words: Texts['train']['curves']): (string | number)[][] {
  const heads = [
    words.epoch,
    words.lines.trainLoss,
    words.lines.trainAccuracy,
    words.lines.heldOutLoss,
    words.lines.heldOutAccuracy,
    words.clean,
    words.macroRecall,
    words.macroF1,
    words.learningRate,
    words.seconds,
    words.rate
  ]
  return [
    heads,
    ...epochs.map((epoch) => [
      epoch.epoch,
      epoch.loss,
      epoch.accuracy,
      epoch.heldOut.loss,
      epoch.heldOut.accuracy,
      epoch.heldOut.cleanAccuracy ?? '',
      epoch.heldOut.macroRecall,
      epoch.heldOut.macroF1,
      epoch.learningRate,
      epoch.seconds,
      epoch.rate
    ])
  ]
}
