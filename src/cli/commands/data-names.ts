import type { DatasetReport } from '#shared/schemas/names-data'
import type { Context } from '../context'
import { openData, type DataOptions } from '../open-data'
import { percent, table } from '../output'

/** `data names FILE`: what is in a names file. */
export async function dataNames(context: Context, options: DataOptions): Promise<void> {
  const report = await openData(context, options)
  context.output.say(asJson(report), ...asText(report))
}

function asJson(report: DatasetReport): object {
  const { majority, ngram, ceiling } = report.baselines
  return {
    rows: report.rows,
    classes: Object.fromEntries(report.classes.map(({ label, count }) => [label, count])),
    duplicates: report.duplicates,
    conflicts: report.conflicts,
    badRows: report.badRows,
    leaked: report.test?.leaked ?? null,
    cleanTest: report.test?.clean ?? null,
    baselines: {
      majority: majority.accuracy,
      ngram: ngram.accuracy,
      majorityLabel: majority.label,
      ngramClean: ngram.cleanAccuracy,
      ngramMacroRecall: ngram.macroRecall,
      ceiling
    },
    test: report.test
  }
}

function asText(report: DatasetReport): string[] {
  const { test, baselines } = report
  return [
    ...table([
      ['rows', report.rows],
      ['classes', report.classes.length],
      ['duplicates', report.duplicates],
      ['conflicts', report.conflicts],
      ['bad rows', report.badRows]
    ]),
    '',
    ...table(report.classes.map(({ label, count }) => [label, count])),
    '',
    ...(test
      ? [
          `test file: ${test.rows} rows; ${test.leaked} of their names also stand in the training file, ${test.clean} do not`
        ]
      : []),
    `always "${baselines.majority.label}": ${percent(baselines.majority.accuracy)}`,
    `counting letter groups: ${percent(baselines.ngram.accuracy)}, on clean names ${percent(baselines.ngram.cleanAccuracy)}`
  ]
}
