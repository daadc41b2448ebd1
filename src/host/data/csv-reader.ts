import { parseRow, parseUnquoted } from './csv-row'
import type { Line } from './lines'

/** One record of a CSV file. `line` is where it begins. */
export interface Row {
  readonly line: number
  readonly cells: string[]
  /** A quote of this line never closes, or letters follow a closed one: the line was read with quoting off. */
  readonly openQuote: boolean
  readonly tooLong: boolean
}

/** A cell that is longer, or that spans more lines, is no cell: a quote was left open. */
const longestCell = 10_000
const mostLines = 20

/**
 * Lines in, records out. A record may span lines, but only when its quotes close properly, within a few lines, with the
 * number of cells that the file has elsewhere: otherwise one forgotten quote would swallow every row after it. Such a
 * line is read with quoting off and marked; the lines behind it are read as if nothing had happened.
 */
export class CsvReader {
  #pending: Line[] = []

  /** @param columns cells of a usual row; null: not known, two or more */
  constructor(
    private readonly separator: string,
    private readonly columns: number | null
  ) {}

  *push(line: Line): Generator<Row> {
    const queue = [line]
    for (let next = queue.shift(); next; next = queue.shift()) {
      const outcome = this.#take(next)
      if (outcome === 'wait') continue
      if (outcome !== 'recover') {
        yield outcome
        continue
      }
      const [first, ...others] = this.#pending as [Line, ...Line[]]
      this.#pending = []
      yield this.#unquoted(first)
      queue.unshift(...others)
    }
  }

  *end(): Generator<Row> {
    while (this.#pending.length > 0) {
      const [first, ...others] = this.#pending as [Line, ...Line[]]
      this.#pending = []
      yield this.#unquoted(first)
      for (const line of others) yield* this.push(line)
    }
  }

  /** A row; or more lines are needed; or the first pending line has to be read with quoting off. */
  #take(line: Line): Row | 'wait' | 'recover' {
    if (this.#pending.length === 0) {
      if (line.tooLong) return { line: line.number, cells: [line.text], openQuote: false, tooLong: true }
      const parsed = parseRow(line.text, this.separator)
      if (parsed.kind === 'cells')
        return { line: line.number, cells: parsed.cells, openQuote: false, tooLong: false }
      this.#pending = [line]
      return parsed.kind === 'open' ? 'wait' : 'recover'
    }
    this.#pending.push(line)
    const text = this.#pending
      .map((part, i) => part.text + (i < this.#pending.length - 1 ? part.end : ''))
      .join('')
    if (line.tooLong || text.length > longestCell || this.#pending.length > mostLines) return 'recover'
    const parsed = parseRow(text, this.separator)
    if (parsed.kind === 'open') return 'wait'
    if (parsed.kind === 'broken' || !this.#fits(parsed.cells.length)) return 'recover'
    const first = this.#pending[0] as Line
    this.#pending = []
    return { line: first.number, cells: parsed.cells, openQuote: false, tooLong: false }
  }

  #fits(cells: number): boolean {
    return this.columns === null ? cells > 1 : cells === this.columns
  }

  #unquoted(line: Line): Row {
    const cells = parseUnquoted(line.text, this.separator)
    return { line: line.number, cells, openQuote: true, tooLong: line.tooLong }
  }
}
