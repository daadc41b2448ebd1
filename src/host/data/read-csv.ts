import { AppError } from '#shared/errors/app-error'
import { unescapeFormula } from '#shared/csv'
import type { BadRow, ReadOptions } from '#shared/schemas/names-data'
import type { ByteFile } from './byte-file'
import { CsvReader, type Row } from './csv-reader'
import { sampleLines } from './encoding'
import { guessLayout, oneCell, type Layout } from './layout'
import { LineSplitter } from './lines'
import { rowLimit, type TableBuilder } from './name-table'
import type { Asked, ReadContext } from './read-context'
import type { Separator } from './separator'
import { openText, type OpenedText, type TextHint } from './text-file'

/**
 * Reads one CSV, TSV, `;` or `|` file into the table, line by line.
 * @returns what a person has to decide first, or nothing when the file has been read
 * @throws AppError; NotUtf8 and GzipCut when the file has to be read again with another hint
 */
export async function readCsv(
  file: ByteFile,
  hint: TextHint,
  context: ReadContext,
  table: TableBuilder
): Promise<Asked | undefined> {
  const { options, progress } = context
  const opened = await openText(file, hint, options.encoding, context.single, (bytes) =>
    progress?.(file.name, bytes, file.size, table.rows)
  )
  try {
    const { choice, head, whole } = opened
    if (choice.kind === 'ask') return askEncoding(opened, context, file.name)
    const guess = guessLayout(head, whole, options, context.wanted, file.name, context.knownLabels)
    if (guess?.doubt && !context.unattended)
      return {
        about: 'columns',
        guess: { ...options, ...layoutOptions(guess.layout) },
        header: guess.headerCells,
        preview: guess.preview
      }
    const before = table.rows
    if (guess) await readRows(opened, guess.layout, file.name, context, table)
    table.note('replaced', opened.replaced())
    const rows = table.rows - before
    table.file({ name: file.name, encoding: choice.encoding, rows, skipped: null })
    if (hint.cut && rows > 0 && !options.acceptTruncated)
      return { about: 'truncated', guess: { ...options, acceptTruncated: true }, count: rows }
    if (hint.cut) table.note('truncated', rows)
    return undefined
  } finally {
    await opened.close()
  }
}

async function readRows(
  opened: OpenedText,
  layout: Layout,
  file: string,
  { pace, wanted }: ReadContext,
  table: TableBuilder
): Promise<void> {
  const splitter = new LineSplitter()
  const reader = new CsvReader(layout.separator, layout.columns)
  const take = (row: Row): void => {
    if (row.line < layout.firstLine || row.line === layout.headerLine) return
    if (row.cells.some((cell) => cell !== '')) takeRow(row, layout, wanted === 'names', file, table)
  }
  let steps = 0
  for await (const chunk of opened.text()) {
    for (const line of splitter.push(chunk)) {
      for (const row of reader.push(line)) take(row)
      if ((++steps & 255) === 0 && pace.due) await pace.rest()
    }
    pace.check()
    if (table.rows > rowLimit)
      throw new AppError('data-too-many-rows', { file, limit: rowLimit.toLocaleString('en-US') })
  }
  // Where gzip data breaks off, the last line is half a line.
  if (opened.cut) return
  for (const line of splitter.end()) for (const row of reader.push(line)) take(row)
  for (const row of reader.end()) take(row)
}

function takeRow(row: Row, layout: Layout, namesOnly: boolean, file: string, table: TableBuilder): void {
  const { line, cells, openQuote } = row
  while (cells.length > layout.columns && cells[cells.length - 1] === '') cells.pop()
  const bad = (reason: BadRow['reason'], kept = false): void =>
    table.bad({ file, line, reason, kept, text: cells.join(layout.separator) })
  if (row.tooLong) return bad('too-long')
  if (openQuote && cells.length !== layout.columns) return bad('open-quote')
  if (cells.length > layout.columns) return bad('extra-columns')
  const name = cells[layout.nameColumn]
  const label = namesOnly ? '-' : cells[layout.labelColumn]
  if (name === undefined || label === undefined) return bad('missing-column')
  const added = table.add(unescapeFormula(name), unescapeFormula(label), file, line)
  if (!added || !openQuote) return
  bad('open-quote', true)
  table.note('open-quote')
}

function askEncoding(opened: OpenedText, context: ReadContext, file: string): Asked {
  if (opened.choice.kind !== 'ask') throw new TypeError('The encoding is known.')
  const { candidates, evidence } = opened.choice
  const { options } = context
  let preview: string[][] = []
  try {
    preview = guessLayout(opened.head, opened.whole, options, 'names', file)?.preview ?? []
  } catch {
    // The columns are the next question; this one is about letters.
  }
  return {
    about: 'encoding',
    guess: { ...options, encoding: candidates[0] },
    encodings: candidates,
    samples: sampleLines(evidence, candidates),
    preview
  }
}

function layoutOptions({ separator, headerLine, nameColumn, labelColumn }: Layout): ReadOptions {
  return {
    ...(separator === oneCell ? {} : { separator: separator as Separator }),
    header: headerLine > 0,
    nameColumn,
    ...(labelColumn < 0 ? {} : { labelColumn })
  }
}
