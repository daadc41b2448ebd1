import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { toCsv, unescapeFormula } from '#shared/csv'
import { CsvReader } from '#host/data/csv-reader'
import { LineSplitter } from '#host/data/lines'

function parse(text: string, columns: number): string[][] {
  const reader = new CsvReader(',', columns)
  const splitter = new LineSplitter()
  const lines = [...splitter.push(text), ...splitter.end()]
  const rows = [...lines.flatMap((line) => [...reader.push(line)]), ...reader.end()]
  return rows.map((row) => row.cells.map(unescapeFormula))
}

const unit = fc.oneof(
  fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '\0', "'", '"', ',', ';', ' ', '\u2028', '\ufeff'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
)
const cell = fc.string({ unit, maxLength: 15 })

describe('toCsv', () => {
  it('comes back as it went out, and no cell begins a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
        const text = toCsv(rows)
        expect(parse(text, 3)).toEqual(rows)
        const asSpreadsheet = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' }).data
        for (const written of asSpreadsheet.flat()) expect(written).not.toMatch(/^[=+\-@\t\r\0]/)
      }),
      { numRuns: 1000 }
    )
  })

  it('makes formulas harmless, and writes them as they are when told to', () => {
    expect(toCsv([['=1+2', '+1', '-1', '@x', "=cmd|'x'"]])).toBe(`'=1+2,'+1,'-1,'@x,"'=cmd|'x'"\r\n`)
    expect(toCsv([['+1']], { raw: true })).toBe('+1\r\n')
  })

  it('writes numbers with a point and leaves their sign', () => {
    expect(toCsv([['Ann', -0.5, null]])).toBe('Ann,-0.5,\r\n')
  })

  it('leaves names that begin with an apostrophe alone', () => {
    expect(unescapeFormula("'t Hooft")).toBe("'t Hooft")
    expect(unescapeFormula("'=x")).toBe('=x')
    expect(parse(toCsv([["'=x", "'t Hooft", "''-"]]), 3)).toEqual([["'=x", "'t Hooft", "''-"]])
  })
})
