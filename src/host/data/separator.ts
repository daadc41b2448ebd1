import { parseRow, parseUnquoted } from './csv-row'

export type Separator = ',' | '\t' | ';' | '|'

/** In this order a tie is settled: commas also stand inside names and numbers, tabs never. */
const separators: readonly Separator[] = ['\t', ';', '|', ',']

export function splitLine(line: string, separator: Separator): string[] {
  const parsed = parseRow(line, separator)
  return parsed.kind === 'cells' ? parsed.cells : parseUnquoted(line, separator)
}

/** The number of cells that most rows have. */
export function usualColumns(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [1, 0])[0]
}

/**
 * The separator that divides most of these lines into equally many cells, two or more. Null: none does for at least
 * half of them, so each line is one cell.
 */
export function guessSeparator(lines: readonly string[]): Separator | null {
  let best: Separator | null = null
  let bestShare = 0.5
  for (const separator of separators) {
    const divided = lines.map((line) => splitLine(line, separator)).filter((cells) => cells.length > 1)
    const columns = usualColumns(divided)
    const share = divided.filter((cells) => cells.length === columns).length / lines.length
    if (share > bestShare || (best === null && share === bestShare)) {
      best = separator
      bestShare = share
    }
  }
  return best
}
