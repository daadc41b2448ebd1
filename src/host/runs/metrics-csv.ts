import { toCsv } from '#shared/csv'
import type { Epoch } from '#shared/schemas/names-metrics'

const columns: readonly [string, (epoch: Epoch) => number | boolean | null][] = [
  ['epoch', (epoch) => epoch.epoch],
  ['step', (epoch) => epoch.step],
  ['loss', (epoch) => epoch.loss],
  ['accuracy', (epoch) => epoch.accuracy],
  ['heldOutLoss', (epoch) => epoch.heldOut.loss],
  ['heldOutAccuracy', (epoch) => epoch.heldOut.accuracy],
  ['heldOutCleanAccuracy', (epoch) => epoch.heldOut.cleanAccuracy],
  ['heldOutMacroRecall', (epoch) => epoch.heldOut.macroRecall],
  ['heldOutMacroF1', (epoch) => epoch.heldOut.macroF1],
  ['seconds', (epoch) => epoch.seconds],
  ['rate', (epoch) => epoch.rate],
  ['learningRate', (epoch) => epoch.learningRate],
  ['best', (epoch) => epoch.best]
]

/** The curve of a run, one row an epoch. */
export const metricsCsv = (epochs: readonly Epoch[]): string =>
  toCsv([columns.map(([name]) => name), ...epochs.map((epoch) => columns.map(([, value]) => value(epoch)))])

/** A name that any system takes as a file name. */
export const fileNameFor = (name: string, ending: string): string => {
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
  return `${
    plain
      .replace(/\s+/g, ' ')
      .replace(/^[ .]+|[ .]+$/g, '')
      .slice(0, 80) || 'run'
  }${ending}`
}
