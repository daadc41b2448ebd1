import type { RowPage, RowQuery } from '#shared/schemas/names-data'
import { codePoints, hasHiddenMarks, usualLongest } from './clean-text'
import type { NameTable } from './name-table'
import type { Pace } from './pace'
import type { Division, Tables } from './prepare'

type PageRow = RowPage['rows'][number]

/**
 * The rows of a data set as a list to look through: those of the training file in the order of the file, then those of
 * the test file. Rows that cleaning took out are not in it. A row has one number in both: training rows first.
 */
export class RowSearch {
  #key = ''
  #found: Int32Array = new Int32Array(0)

  constructor(
    private readonly tables: Tables,
    private readonly division: Division
  ) {}

  /** One page of the rows that match; going through pages of the same search costs nothing. */
  async page(query: RowQuery, pace: Pace): Promise<RowPage> {
    const key = JSON.stringify([query.search, query.label, query.filter])
    if (key !== this.#key) {
      this.#found = await this.#search(query, pace)
      this.#key = key
    }
    const rows = this.#found.subarray(query.offset, query.offset + query.limit)
    return { total: this.#found.length, rows: Array.from(rows, (row) => this.#row(row)) }
  }

  async #search(query: RowQuery, pace: Pace): Promise<Int32Array> {
    const { train, test } = this.tables
    const found: number[] = []
    const look = async (table: NameTable, first: number): Promise<void> => {
      const named = await matchNames(table, query.search, pace)
      const label = query.label === null ? -1 : table.labels.indexOf(query.label)
      if (query.label !== null && label < 0) return
      for (let row = 0; row < table.nameOf.length; row++) {
        if ((row & 4095) === 0 && pace.due) await pace.rest()
        if (named && !named[table.nameOf[row] as number]) continue
        if (label >= 0 && table.labelOf[row] !== label) continue
        if (this.#passes(first + row, query.filter)) found.push(first + row)
      }
    }
    await look(train, 0)
    if (test) await look(test, train.nameOf.length)
    return Int32Array.from(found)
  }

  #passes(row: number, filter: RowQuery['filter']): boolean {
    const rows = this.tables.train.nameOf.length
    if (row < rows && this.division.part[row] === 0) return false
    switch (filter) {
      case 'all':
        return true
      case 'train':
        return row < rows && this.division.part[row] === 1
      case 'held-out':
        return row >= rows || this.division.part[row] === 2
      case 'duplicate':
        return this.#isDuplicate(row)
      case 'conflict':
        return this.#isConflict(row)
      case 'leaked':
        return this.#isLeaked(row)
    }
  }

  #isDuplicate(row: number): boolean {
    return this.tables.audit.duplicate[row] === 1
  }

  #isConflict(row: number): boolean {
    const { train, test, audit } = this.tables
    const inTest = row - train.nameOf.length
    if (inTest >= 0) return audit.test?.conflict[test?.nameOf[inTest] as number] === 1
    return (audit.test?.trainConflict ?? audit.conflict)[train.nameOf[row] as number] === 1
  }

  /** Test rows whose name stands in the training file. */
  #isLeaked(row: number): boolean {
    const { train, test, audit } = this.tables
    const inTest = row - train.nameOf.length
    if (inTest < 0 || !test || !audit.test) return false
    return (audit.test.trainName[test.nameOf[inTest] as number] as number) >= 0
  }

  #row(row: number): PageRow {
    const { train, test } = this.tables
    const inTest = row - train.nameOf.length
    const table = inTest >= 0 && test ? test : train
    const at = inTest >= 0 ? inTest : row
    const name = table.names[table.nameOf[at] as number] as string
    const notes: PageRow['notes'] = []
    if (this.#isDuplicate(row)) notes.push('duplicate')
    if (this.#isConflict(row)) notes.push('conflict')
    if (this.#isLeaked(row)) notes.push('leaked')
    if (name.length > usualLongest && codePoints(name) > usualLongest) notes.push('cut')
    if (hasHiddenMarks(name)) notes.push('controls')
    const heldOut = inTest >= 0 || this.division.part[row] === 2
    const label = table.labels[table.labelOf[at] as number] as string
    return { name, label, part: heldOut ? 'held-out' : 'train', notes }
  }
}

/** [distinct names] 1: holds the text, upper and lower case alike. Null: every name does. */
async function matchNames(table: NameTable, search: string, pace: Pace): Promise<Uint8Array | null> {
  const wanted = search.normalize('NFC').toLowerCase()
  if (wanted === '') return null
  const matches = new Uint8Array(table.names.length)
  for (let name = 0; name < matches.length; name++) {
    if ((name & 1023) === 0 && pace.due) await pace.rest()
    if ((table.names[name] as string).toLowerCase().includes(wanted)) matches[name] = 1
  }
  return matches
}
