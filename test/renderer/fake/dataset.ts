import type { DatasetReport, LabelledRow, RowPage, RowQuery } from './types'
import { inventNames, labels, stream, type LabelledName } from './names'

/** The made-up sample, split and reported as the host would. */
export class FakeDataset {
  readonly rows: LabelledRow[]
  cleaning = { dropDuplicates: false, dropConflicts: false, dropLeaked: false }
  share = 0.2
  hasTest = false

  constructor(
    readonly id: string,
    readonly name: string,
    readonly sample: boolean,
    readonly seed: number
  ) {
    const names = inventNames(seed)
    this.rows = mark(names)
    this.split(this.share)
  }

  split(share: number): void {
    this.share = share
    const random = stream(this.seed + Math.round(share * 1000))
    const side = new Map<string, 'train' | 'held-out'>()
    for (const row of this.rows) {
      if (!side.has(row.name)) side.set(row.name, random() < share ? 'held-out' : 'train')
      row.part = side.get(row.name) ?? 'train'
    }
  }

  get kept(): LabelledRow[] {
    return this.rows.filter(
      (row) =>
        !(this.cleaning.dropDuplicates && row.notes.includes('duplicate')) &&
        !(this.cleaning.dropConflicts && row.notes.includes('conflict'))
    )
  }

  get heldOut(): LabelledName[] {
    return this.kept.filter((row) => row.part === 'held-out')
  }

  report(): DatasetReport {
    const kept = this.kept
    const lengths: number[] = []
    for (const row of kept) lengths[[...row.name].length] = (lengths[[...row.name].length] ?? 0) + 1
    const heldOut = this.heldOut.length
    return {
      summary: {
        id: this.id,
        name: this.name,
        sample: this.sample,
        rows: kept.length,
        classes: labels.length,
        testName: this.hasTest ? 'names_test.csv' : null
      },
      files: [{ name: `${this.name}.csv`, encoding: 'UTF-8', rows: this.rows.length, skipped: null }],
      classes: labels.map((label) => ({
        label,
        count: kept.filter((row) => row.label === label).length,
        heldOut: kept.filter((row) => row.label === label && row.part === 'held-out').length
      })),
      lengths: Array.from(lengths, (rows) => rows ?? 0),
      letters: new Set(kept.flatMap((row) => [...row.name])).size,
      rows: kept.length,
      duplicates: kept.filter((row) => row.notes.includes('duplicate')).length,
      conflicts: new Set(kept.filter((row) => row.notes.includes('conflict')).map((row) => row.name)).size,
      badRows: this.sample ? 0 : 3,
      badRowList: this.sample
        ? []
        : [
            { file: `${this.name}.csv`, line: 14, kept: false, reason: 'no-name', text: ',Czech' },
            {
              file: `${this.name}.csv`,
              line: 2087,
              kept: false,
              reason: 'missing-column',
              text: 'Waldenbach'
            },
            {
              file: `${this.name}.csv`,
              line: 5120,
              kept: true,
              reason: 'open-quote',
              text: '"Langley,English'
            },
            { file: `${this.name}.csv`, line: 7001, kept: false, reason: 'no-label', text: 'Morishima,' }
          ],
      notes: this.sample ? [] : [{ code: 'composed', count: 12 }],
      test: this.hasTest
        ? { rows: 3100, badRows: 0, leaked: 412, leakedSameLabel: 318, clean: 2688, unknownLabels: 2 }
        : null,
      split: { train: kept.length - heldOut, heldOut, share: this.share },
      cleaning: this.cleaning,
      dropped: this.rows.length - kept.length,
      baselines: {
        majority: { label: 'German', accuracy: 0.2234 },
        ngram: { accuracy: 0.8412, cleanAccuracy: 0.8514, macroRecall: 0.7331 },
        ceiling: 0.9869
      }
    }
  }

  page(query: RowQuery): RowPage {
    const found = this.kept.filter(
      (row) =>
        row.name.toLowerCase().includes(query.search.toLowerCase()) &&
        (query.label === null || row.label === query.label) &&
        (query.filter === 'all' ||
          row.part === query.filter ||
          row.notes.includes(query.filter as 'duplicate'))
    )
    return { total: found.length, rows: found.slice(query.offset, query.offset + query.limit) }
  }
}

function mark(names: readonly LabelledName[]): LabelledRow[] {
  const labelsOf = new Map<string, Set<string>>()
  const seen = new Set<string>()
  for (const { name, label } of names) {
    const known = labelsOf.get(name) ?? new Set()
    labelsOf.set(name, known.add(label))
  }
  return names.map(({ name, label }) => {
    const notes: LabelledRow['notes'] = []
    if (seen.has(`${name} ${label}`)) notes.push('duplicate')
    if ((labelsOf.get(name)?.size ?? 0) > 1) notes.push('conflict')
    seen.add(`${name} ${label}`)
    return { name, label, part: 'train', notes }
  })
}
