import type { BadRow, DataNote, DatasetReport } from '#shared/schemas/names-data'
import { IntList } from './int-list'
import { cleanText, codePoints, detach, hasHiddenMarks, isBlank } from './clean-text'
import { longestLabel, longestName, usualLongest } from './clean-text'

export type SourceFile = DatasetReport['files'][number]

/** Rows of one or more files. Row r has the name `names[nameOf[r]]` and the class `labels[labelOf[r]]`. */
export interface NameTable {
  /** Distinct names, in the order of their first rows. */
  readonly names: readonly string[]
  readonly nameIndex: ReadonlyMap<string, number>
  readonly nameOf: Int32Array
  /** Distinct classes, in the order of their first rows. */
  readonly labels: readonly string[]
  readonly labelOf: Int32Array
  readonly files: readonly SourceFile[]
  readonly badRows: number
  readonly badRowList: readonly BadRow[]
  readonly notes: ReadonlyMap<DataNote, number>
}

/** Most rows of a data set. */
export const rowLimit = 2_000_000
const listed = 20

/** Takes rows as they are read, cleans them, and counts what is wrong. */
export class TableBuilder {
  readonly #names: string[] = []
  readonly #nameIndex = new Map<string, number>()
  readonly #nameOf = new IntList()
  readonly #labels: string[] = []
  readonly #labelIndex = new Map<string, number>()
  readonly #labelOf = new IntList()
  readonly #files: SourceFile[] = []
  readonly #notes = new Map<DataNote, number>()
  readonly #badRowList: BadRow[] = []
  #badRows = 0

  get rows(): number {
    return this.#nameOf.length
  }

  get classes(): number {
    return this.#labels.length
  }

  /** Adds a row, or counts why not. Returns whether it was added. */
  add(rawName: string, rawLabel: string, file: string, line: number): boolean {
    const name = cleanText(rawName)
    const label = cleanText(rawLabel.trim())
    const reason = this.#refusal(name.text, name.lost || label.lost, label.text)
    if (reason) {
      this.bad({ file, line, reason, kept: false, text: rawName })
      return false
    }
    if (name.removed || label.removed) this.note('removed')
    if (name.composed || label.composed) this.note('composed')
    if (name.text.length > usualLongest && codePoints(name.text) > usualLongest) this.note('cut')
    if (hasHiddenMarks(name.text)) this.note('controls')
    if (name.text.trim() !== name.text) this.note('spaces')
    this.#nameOf.push(indexOf(name.text, this.#names, this.#nameIndex))
    this.#labelOf.push(indexOf(label.text, this.#labels, this.#labelIndex))
    return true
  }

  /** A row with something wrong in it. */
  bad(row: BadRow): void {
    if (!row.kept) this.#badRows++
    if (this.#badRowList.length < listed)
      this.#badRowList.push({ ...row, text: [...row.text.slice(0, 400)].slice(0, 100).join('') })
  }

  note(code: DataNote, count = 1): void {
    if (count > 0) this.#notes.set(code, (this.#notes.get(code) ?? 0) + count)
  }

  file(file: SourceFile): void {
    this.#files.push(file)
  }

  build(): NameTable {
    return {
      names: this.#names,
      nameIndex: this.#nameIndex,
      nameOf: this.#nameOf.toArray(),
      labels: this.#labels,
      labelOf: this.#labelOf.toArray(),
      files: this.#files,
      badRows: this.#badRows,
      badRowList: this.#badRowList,
      notes: this.#notes
    }
  }

  #refusal(name: string, lost: boolean, label: string): BadRow['reason'] | undefined {
    if (isBlank(name)) return 'no-name'
    if (isBlank(label)) return 'no-label'
    if (lost) return 'bad-letters'
    if (name.length > longestName && codePoints(name) > longestName) return 'too-long'
    if (label.length > longestLabel && codePoints(label) > longestLabel) return 'too-long'
    return undefined
  }
}

function indexOf(text: string, list: string[], index: Map<string, number>): number {
  const found = index.get(text)
  if (found !== undefined) return found
  const own = detach(text)
  index.set(own, list.length)
  return list.push(own) - 1
}
