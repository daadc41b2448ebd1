import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src/renderer/charts/csv'

describe('tables as CSV', () => {
  it('quotes what needs quoting', () => {
    expect(
      toCsv([
        ['name', 'n'],
        ['O"Neil, Jr', 2]
      ])
    ).toBe('name,n\r\n"O""Neil, Jr",2\r\n')
  })

  it('lets no cell be run as a formula', () => {
    expect(toCsv([['=HYPERLINK("x")']])).toBe('"\'=HYPERLINK(""x"")"\r\n')
    expect(toCsv([['+1'], ['-1'], ['@a']])).toBe("'+1\r\n'-1\r\n'@a\r\n")
  })

  it('leaves numbers alone, negative ones too', () => {
    expect(toCsv([[-0.5, 1e-7]])).toBe('-0.5,1e-7\r\n')
  })
})
