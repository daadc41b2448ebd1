import type { Baselines, Cleaning, DatasetReport, DatasetSummary } from '#shared/schemas/names-data'
import { codePoints } from './clean-text'
import type { Pace } from './pace'
import type { Division, Tables } from './prepare'

interface ReportInput {
  readonly summary: DatasetSummary
  readonly tables: Tables
  readonly division: Division
  readonly cleaning: Cleaning
  readonly split: { readonly heldOut: number }
  readonly baselines: Baselines
}

/**
 * The health of a data set. Counts of rows, duplicates, conflicts and leaks are those of the files as read, whatever
 * cleaning does; `split`, `clean` and the baselines are those of the rows that train.
 */
export async function makeReport(
  { summary, tables, division, cleaning, split, baselines }: ReportInput,
  pace: Pace
): Promise<DatasetReport> {
  const { train, test, audit } = tables
  const rowsOf = countBy(train.labelOf, train.labels.length)
  const heldOutTable = test ?? train
  const heldOutOf = new Int32Array(heldOutTable.labels.length)
  for (const row of division.heldOut) (heldOutOf[heldOutTable.labelOf[row] as number] as number)++
  const heldOutLabel = new Map(heldOutTable.labels.map((label, i) => [label, i]))
  const classes = train.labels.map((label, i) => ({
    label,
    count: rowsOf[i] as number,
    heldOut: heldOutOf[heldOutLabel.get(label) ?? -1] ?? 0
  }))
  return {
    summary,
    files: [...train.files, ...(test?.files ?? [])],
    classes: classes.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)),
    ...(await describeNames(tables, pace)),
    rows: train.nameOf.length,
    duplicates: audit.duplicates,
    conflicts: audit.conflicts,
    badRows: train.badRows,
    badRowList: [...train.badRowList, ...(test?.badRowList ?? [])].slice(0, 20),
    notes: sumNotes(tables),
    test: test &&
      audit.test && {
        rows: test.nameOf.length,
        badRows: test.badRows,
        leaked: audit.test.leakedRows,
        leakedSameLabel: audit.test.leakedSameLabel,
        clean: cleanRows(tables, division),
        unknownLabels: test.nameOf.length - division.heldOut.length
      },
    split: { train: division.train.length, heldOut: division.heldOut.length, share: split.heldOut },
    cleaning,
    dropped: division.dropped,
    baselines
  }
}

/** Test rows, of known class or not, whose name does not stand in a row that trains. */
function cleanRows({ train, test, audit }: Tables, { train: rows }: Division): number {
  if (!test || !audit.test) return 0
  const trained = new Uint8Array(train.names.length)
  for (const row of rows) trained[train.nameOf[row] as number] = 1
  let clean = 0
  for (const testName of test.nameOf) {
    const name = audit.test.trainName[testName] as number
    if (name < 0 || !trained[name]) clean++
  }
  return clean
}

/** Lengths of names by row, and how many different letters they have. */
async function describeNames(
  { train }: Tables,
  pace: Pace
): Promise<Pick<DatasetReport, 'lengths' | 'letters'>> {
  const rowsOf = countBy(train.nameOf, train.names.length)
  const lengths: number[] = []
  const letters = new Set<number>()
  for (let i = 0; i < train.names.length; i++) {
    if ((i & 1023) === 0 && pace.due) await pace.rest()
    const name = train.names[i] as string
    const length = codePoints(name)
    while (lengths.length <= length) lengths.push(0)
    lengths[length] = (lengths[length] as number) + (rowsOf[i] as number)
    for (let at = 0; at < name.length; at++) {
      const letter = name.codePointAt(at) as number
      letters.add(letter)
      if (letter > 0xffff) at++
    }
  }
  return { lengths, letters: letters.size }
}

function sumNotes({ train, test }: Tables): DatasetReport['notes'] {
  const sums = new Map(train.notes)
  for (const [code, count] of test?.notes ?? []) sums.set(code, (sums.get(code) ?? 0) + count)
  return [...sums].map(([code, count]) => ({ code, count }))
}

function countBy(indices: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size)
  for (const index of indices) (counts[index] as number)++
  return counts
}
