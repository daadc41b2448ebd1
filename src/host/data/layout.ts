import { AppError } from '#shared/errors/app-error'
import type { ReadOptions } from '#shared/schemas/names-data'
import { guessColumns, guessNameColumn } from './columns'
import { CsvReader } from './csv-reader'
import { LineSplitter } from './lines'
import { guessSeparator, usualColumns } from './separator'

/** How a file is laid out. `labelColumn` is -1 where classes are not read. */
export interface Layout {
  /** A line end where each line is one cell. */
  separator: string
  header: boolean
  nameColumn: number
  labelColumn: number
  /** Cells of a usual row. */
  columns: number
}

export interface LayoutGuess {
  layout: Layout
  doubt: boolean
  headerCells: string[] | null
  preview: string[][]
}

/** What is read: names and classes, or names alone. */
export type Wanted = 'labelled' | 'names'

const sampleRows = 2000
/** Never stands inside a line, so nothing is divided: a list of names in which a comma is a letter. */
const oneCell = '\n'

/**
 * Works the layout out from the first lines of a file; what the options say is not guessed.
 * @param text the first 64 KiB as text, cut anywhere; `whole` says that it is everything
 * @returns null where the text has no rows at all
 * @throws AppError 'data-one-column', 'data-column-missing'
 */
export function guessLayout(
  text: string,
  whole: boolean,
  options: ReadOptions,
  wanted: Wanted,
  file: string,
  knownLabels?: ReadonlySet<string>
): LayoutGuess | null {
  const lines = sampleLines(text, whole)
  if (lines.length === 0) return null
  const guessed = options.separator ?? guessSeparator(lines.slice(0, 300).map((line) => line.text))
  const separator = guessed ?? oneCell
  const reader = new CsvReader(separator, null)
  const rows: string[][] = []
  for (const line of lines) for (const row of reader.push(line)) rows.push(row.cells)
  for (const row of reader.end()) rows.push(row.cells)
  const columns = guessed ? usualColumns(rows) : 1
  if (wanted === 'labelled' && columns < 2) throw new AppError('data-one-column', { file })
  const usual = rows.filter((row) => row.length === columns)
  const guess =
    wanted === 'names' ? guessNameColumn(usual, columns) : guessColumns(usual, columns, knownLabels)
  const told = options.nameColumn !== undefined && (wanted === 'names' || options.labelColumn !== undefined)
  const layout: Layout = {
    separator,
    header: options.header ?? guess.header,
    nameColumn: options.nameColumn ?? guess.name,
    labelColumn: wanted === 'names' ? -1 : (options.labelColumn ?? guess.label),
    columns
  }
  for (const column of [layout.nameColumn, layout.labelColumn])
    if (column >= columns) throw new AppError('data-column-missing', { file, column: column + 1, columns })
  return {
    layout,
    doubt: !told && (guess.doubt || layout.nameColumn === layout.labelColumn),
    headerCells: layout.header ? (rows[0] ?? []).map(shorten) : null,
    preview: rows
      .slice(layout.header ? 1 : 0, layout.header ? 11 : 10)
      .map((row) => row.slice(0, 50).map(shorten))
  }
}

function sampleLines(text: string, whole: boolean) {
  const splitter = new LineSplitter()
  const lines = [...splitter.push(text)]
  if (whole || lines.length === 0) lines.push(...splitter.end())
  return lines.filter((line) => /[^\s,;|]/.test(line.text)).slice(0, sampleRows)
}

const shorten = (cell: string): string => [...cell.slice(0, 400)].slice(0, 200).join('')
