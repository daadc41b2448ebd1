import { memoryEstimate, parameterCount } from '#shared/parameter-count'
import type { NamesConfig, NamesModelConfig } from '#shared/schemas/names-config'
import type { NamesParts } from '#shared/trainer-contract'

/** Rows of the tables that a network looks letters and pairs of letters up in. */
export interface TableRows {
  readonly rows: number
  readonly pairRows: number
}

const [start, end] = ['\u0002', '\u0003']
const mostPairs = 50_000

/**
 * Counts what the trainer's vocabulary will hold: a row a code point and one for the unknown, two for markers; a row for
 * each pair of neighbours that the training names have twice.
 */
export function tableRows(model: NamesModelConfig, names: readonly string[]): TableRows {
  const letters = new Set<string>()
  const pairs = new Map<string, number>()
  for (const name of names) {
    const text = name.normalize('NFC')
    const symbols = Array.from(model.lowerCase ? text.toLowerCase().normalize('NFC') : text)
    for (const symbol of symbols) letters.add(symbol)
    if (model.bigramSize === 0) continue
    let before = start
    for (const symbol of model.markers ? [start, ...symbols, end] : symbols) {
      const lower = Array.from(symbol.toLowerCase())[0] ?? symbol
      pairs.set(before + lower, (pairs.get(before + lower) ?? 0) + 1)
      before = lower
    }
  }
  let pairRows = 0
  for (const count of pairs.values()) if (count >= 2) pairRows++
  return {
    rows: (model.vocabularySize ?? letters.size + 1) + (model.markers ? 2 : 0),
    pairRows: model.bigramSize > 0 ? Math.min(pairRows, mostPairs) + 1 : 0
  }
}

/** What a run will take, before it starts: trainable numbers, bytes of the device, batches an epoch. */
export function estimateRun(
  { model, training, maximumLength }: NamesConfig,
  { classes, train }: NamesParts
): { parameters: number; memoryBytes: number; batches: number } {
  const { rows, pairRows } = tableRows(model, train.names)
  const count = train.names.length
  const length =
    train.names.reduce((sum, name) => sum + Math.min(name.length, maximumLength), 0) / Math.max(1, count)
  const letters = Math.min(training.batchSize, count) * (length + (model.markers ? 2 : 0))
  return {
    parameters: parameterCount(model, rows, classes.length, pairRows),
    memoryBytes: memoryEstimate(model, rows, classes.length, letters, pairRows),
    batches: Math.ceil(count / training.batchSize)
  }
}
