import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { CsvReader, type Row } from '#host/data/csv-reader'
import { LineSplitter } from '#host/data/lines'

function read(text: string, separator = ',', columns: number | null = 2): Row[] {
  const reader = new CsvReader(separator, columns)
  const splitter = new LineSplitter()
  const lines = [...splitter.push(text), ...splitter.end()]
  return [...lines.flatMap((line) => [...reader.push(line)]), ...reader.end()]
}

const cells = (text: string, separator?: string, columns?: number | null) =>
  read(text, separator, columns).map((row) => row.cells)

describe('CsvReader', () => {
  it('reads quotes, doubled quotes, separators and line ends inside quotes', () => {
    expect(cells(`"O'Neil, Ann",Irish\n"say ""Ann""",Norlan\n"An\nna",Norlan\nBo,Norlan`)).toEqual([
      [`O'Neil, Ann`, 'Irish'],
      ['say "Ann"', 'Norlan'],
      ['An\nna', 'Norlan'],
      ['Bo', 'Norlan']
    ])
  })

  it('takes spaces around bare cells as layout, and keeps those inside quotes', () => {
    expect(cells(' Ann , Norlan \n"Ann ", "Norlan" ')).toEqual([
      ['Ann', 'Norlan'],
      ['Ann ', 'Norlan']
    ])
  })

  it('loses no row to a quote that never closes', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `Name${i},Norlan`)
    rows[2] = '"Name2,Norlan'
    const found = read(rows.join('\n'))
    expect(found.length).toBe(100_000)
    expect(found[2]).toEqual({ line: 3, cells: ['Name2', 'Norlan'], openQuote: true, tooLong: false })
    expect(found.filter((row) => row.openQuote).length).toBe(1)
    expect(found[99_999]).toMatchObject({ line: 100_000, cells: ['Name99999', 'Norlan'] })
  })

  it('reads quoted rows behind an open quote as usual', () => {
    const found = read('"Ann,Norlan\n"Bo","Sudari"\n"Cy","Norlan"\n')
    expect(found.map((row) => row.cells)).toEqual([
      ['Ann', 'Norlan'],
      ['Bo', 'Sudari'],
      ['Cy', 'Norlan']
    ])
    expect(found.map((row) => row.line)).toEqual([1, 2, 3])
  })

  it('does not take two rows for one because a quote closes at the end of the second', () => {
    expect(read('"Ann,Norlan\nBo,Sudari"\nCy,Norlan').map((row) => row.line)).toEqual([1, 2, 3])
    expect(cells('"a,b\nc,d\ne"\nf,g').at(-1)).toEqual(['f', 'g'])
  })

  it('keeps quotes that are letters', () => {
    expect(read('"Babe" Ruth,Norlan\nAn"n,Norlan\n5" disk,Sudari')).toEqual([
      { line: 1, cells: ['"Babe" Ruth', 'Norlan'], openQuote: true, tooLong: false },
      { line: 2, cells: ['An"n', 'Norlan'], openQuote: false, tooLong: false },
      { line: 3, cells: ['5" disk', 'Sudari'], openQuote: false, tooLong: false }
    ])
  })

  it('gives line numbers of the file behind cells that span lines', () => {
    expect(read('"a\nb",x\nc,y').map((row) => row.line)).toEqual([1, 3])
  })

  it('reads well-formed files as papaparse does', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'B', 'é', '한', ',', '"', ' ', "'", '\n'),
      maxLength: 8
    })
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, (table) => {
        const text = Papa.unparse(table, { quotes: true, newline: '\r\n' })
        expect(cells(text)).toEqual(Papa.parse(text, { delimiter: ',' }).data)
      }),
      { numRuns: 300 }
    )
  })

  it('never swallows more than the line of a stray quote', () => {
    // A file of plain rows, into one of which quotes are thrown anywhere: the others come out as they went in.
    const spoilt = fc.string({ unit: fc.constantFrom('"', 'a', ',', ' '), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.nat(29), spoilt, (at, line) => {
        const rows = Array.from({ length: 30 }, (_, i) => `Name${i},Norlan`)
        rows[at] = line
        const others = read(rows.join('\n')).filter((row) => row.line !== at + 1)
        expect(others.map((row) => row.cells.join(','))).toEqual(rows.filter((_, i) => i !== at))
      }),
      { numRuns: 500 }
    )
  })
})
