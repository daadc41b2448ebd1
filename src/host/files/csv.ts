// CSV as RFC 4180 has it, and safe to open in a spreadsheet (CWE-1236): a cell that a spreadsheet would run as a formula
// gets a leading apostrophe. A data file that is read again loses it there.

const formula = /^'*[=+\-@\t\r\0]/

/** One cell. Numbers are ours and stay numbers, with `.` in every locale. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const text = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A whole file: a header and rows, each ended by CR LF. */
export function csv(
  header: readonly string[],
  rows: Iterable<readonly (string | number | boolean | null)[]>
): string {
  let text = `${header.map(csvCell).join(',')}\r\n`
  for (const row of rows) text += `${row.map(csvCell).join(',')}\r\n`
  return text
}
