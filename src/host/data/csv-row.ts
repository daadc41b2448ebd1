/**
 * The cells of one record. Spaces around a bare cell are layout and go; inside quotes they belong to the cell (RFC 4180).
 * 'open': a quote has not closed yet at the end of the text. 'broken': letters follow a closing quote.
 */
export type ParsedRow = { kind: 'cells'; cells: string[] } | { kind: 'open' } | { kind: 'broken' }

/** Parses one record, which may hold line ends inside quotes. */
export function parseRow(text: string, separator: string): ParsedRow {
  if (!text.includes('"')) return { kind: 'cells', cells: plainCells(text, separator) }
  const cells: string[] = []
  let at = 0
  for (;;) {
    const start = skipSpaces(text, at, separator)
    if (text[start] !== '"') {
      const end = text.indexOf(separator, at)
      cells.push(text.slice(at, end < 0 ? undefined : end).trim())
      if (end < 0) return { kind: 'cells', cells }
      at = end + 1
      continue
    }
    const close = closingQuote(text, start + 1)
    if (close < 0) return { kind: 'open' }
    const next = skipSpaces(text, close + 1, separator)
    if (next < text.length && text[next] !== separator) return { kind: 'broken' }
    cells.push(text.slice(start + 1, close).replace(/""/g, '"'))
    if (next >= text.length) return { kind: 'cells', cells }
    at = next + 1
  }
}

/** Parses a line with quoting off. A quote without a partner, at a cell's begin or end, goes. */
export function parseUnquoted(text: string, separator: string): string[] {
  return plainCells(text, separator).map((cell) => {
    if (cell.length > 1 && cell.startsWith('"') && cell.endsWith('"'))
      return cell.slice(1, -1).replace(/""/g, '"')
    const odd = cell.split('"').length % 2 === 0
    return odd ? cell.replace(/^"|"$/, '').trim() : cell
  })
}

function plainCells(text: string, separator: string): string[] {
  const cells = text.split(separator)
  for (let i = 0; i < cells.length; i++) cells[i] = (cells[i] as string).trim()
  return cells
}

function skipSpaces(text: string, from: number, separator: string): number {
  let at = from
  while (text[at] === ' ' || (text[at] === '\t' && separator !== '\t')) at++
  return at
}

/** The quote that closes a cell begun before `from`; doubled quotes are letters. -1: none. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
