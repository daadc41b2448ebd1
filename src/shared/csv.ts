// CSV as RFC 4180 has it, safe to open in a spreadsheet (CWE-1236): a cell that a spreadsheet would take for a formula
// gets a leading apostrophe, which reading takes off again.

const formula = /^'*[=+\-@\t\r\0]/
const escaped = /^'+[=+\-@\t\r\0]/
/** Anything that a reader could take for structure, and spaces that it could take for layout. */
const needsQuotes = /[",;|\t\r\n\u2028\u2029\0]|^[\s\ufeff]|[\s\ufeff]$/

/** The text of a cell with its apostrophe where one is needed. */
export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text)

/** Takes off the apostrophe that `escapeFormula` put on. A name such as 't Hooft is left alone. */
export const unescapeFormula = (cell: string): string => (escaped.test(cell) ? cell.slice(1) : cell)

export interface CsvOptions {
  /** Write cells as they are, formulas included: for programs, not for spreadsheets. */
  raw?: boolean
  /** Begin with a byte order mark, by which Excel knows UTF-8. */
  mark?: boolean
}

/**
 * Rows as CSV text with CR LF line ends. Numbers are written as they are, with a decimal point in every locale; null is an empty cell.
 * A row of one empty cell is written as "" so that it is still a row.
 */
export function toCsv(
  rows: Iterable<readonly (string | number | boolean | null)[]>,
  { raw = false, mark = false }: CsvOptions = {}
): string {
  const lines: string[] = []
  for (const row of rows) {
    const cells = row.map((value) => {
      if (value === null) return ''
      if (typeof value !== 'string') return String(value)
      const text = raw ? value : escapeFormula(value)
      return needsQuotes.test(text) ? `"${text.replace(/"/g, '""')}"` : text
    })
    lines.push(cells.length === 1 && cells[0] === '' ? '""' : cells.join(','))
  }
  return (mark ? '\ufeff' : '') + lines.map((line) => `${line}\r\n`).join('')
}
