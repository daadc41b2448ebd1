import { AppError } from '#shared/errors/app-error'
import type { ReadOptions } from '#shared/schemas/names-data'
import { guessColumns, guessNameColumn } from './columns'
import { CsvReader, type Row } from './csv-reader'
import { LineSplitter, type Line } from './lines'
import { guessSeparator, usualColumns } from './separator'

/** How a file is laid out. `labelColumn` is -1 where classes are not read. */
export interface Layout {
  /** A line end where each line is one cell. */
  separator: string
  /** Line of the header, or 0. Rows above it are read as rows, and fall out as such. */
  headerLine: number
  /** First line that is read: not Excel's `sep=;`. */
  firstLine: number
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
export const oneCell = '\n'

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
  const told = /^"?sep=([,;|\t])"?$/i.exec(lines[0]?.text.trim() ?? '')?.[1]
  if (told) lines.shift()
  if (lines.length === 0) return null
  const separator = options.separator ?? told ?? guessSeparator(lines.slice(0, 300).map((line) => line.text))
  const rows = readSample(lines, separator ?? oneCell)
  const columns = separator ? usualColumns(rows.map(({ cells }) => cells)) : 1
  if (wanted === 'labelled' && columns < 2) throw new AppError('data-one-column', { file })
  const usual = rows.filter(({ cells }) => cells.length === columns)
  const cells = usual.map((row) => row.cells)
  const guess =
    wanted === 'names' ? guessNameColumn(cells, columns) : guessColumns(cells, columns, knownLabels)
  const nameColumn = options.nameColumn ?? guess.name
  const labelColumn = wanted === 'names' ? -1 : (options.labelColumn ?? guess.label)
  for (const column of [nameColumn, labelColumn])
    if (column >= columns) throw new AppError('data-column-missing', { file, column: column + 1, columns })
  // A header that we found has all columns; one that we were told of may lack some.
  const headerRow = guess.header ? usual[0] : rows[0]
  const headerLine = (options.header ?? guess.header) ? (headerRow?.line ?? 0) : 0
  const decided =
    options.nameColumn !== undefined && (wanted === 'names' || options.labelColumn !== undefined)
  return {
    layout: {
      ...{ separator: separator ?? oneCell, nameColumn, labelColumn, columns, headerLine },
      firstLine: lines[0]?.number ?? 1
    },
    doubt: !decided && (guess.doubt || nameColumn === labelColumn),
    headerCells: headerLine > 0 ? (headerRow?.cells ?? []).map(shorten) : null,
    preview: rows
      .filter(({ line }) => line > headerLine)
      .slice(0, 10)
      .map((row) => row.cells.slice(0, 50).map(shorten))
  }
}

function readSample(lines: readonly Line[], separator: string): Row[] {
  const reader = new CsvReader(separator, null)
  return [...lines.flatMap((line) => [...reader.push(line)]), ...reader.end()]
}

function sampleLines(text: string, whole: boolean): Line[] {
  const splitter = new LineSplitter()
  const lines = [...splitter.push(text)]
  if (whole || lines.length === 0) lines.push(...splitter.end())
  return lines.filter((line) => /[^\s,;|]/.test(line.text)).slice(0, sampleRows)
}

const shorten = (cell: string): string => [...cell.slice(0, 400)].slice(0, 200).join('')
