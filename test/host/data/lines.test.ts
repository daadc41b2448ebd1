import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LineSplitter, longestLine } from '#host/data/lines'

/** Splits a text that arrives in pieces. */
function split(...chunks: string[]) {
  const splitter = new LineSplitter()
  return [...chunks.flatMap((chunk) => [...splitter.push(chunk)]), ...splitter.end()]
}

describe('LineSplitter', () => {
  it('ends lines at LF, CR LF, CR, U+2028 and U+2029, mixed', () => {
    const lines = split('a\nb\r\nc\rd\u2028e\u2029f')
    expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(lines.map(({ end }) => end)).toEqual(['\n', '\r\n', '\r', '\u2028', '\u2029', ''])
  })

  it('sees a CR LF that is cut between two chunks as one line end', () => {
    expect(split('a\r', '\nb').map(({ text }) => text)).toEqual(['a', 'b'])
    expect(split('a\r', 'b').map(({ text }) => text)).toEqual(['a', 'b'])
    expect(split('a\r').map(({ text, end }) => [text, end])).toEqual([['a', '\r']])
  })

  it('gives the same lines however the text is cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\u2028', 'é'), maxLength: 40 })
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (all, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b), all.length]
        const chunks = places.slice(1).map((place, i) => all.slice(places[i], place))
        expect(split(...chunks)).toEqual(split(all))
        expect(
          split(all)
            .map((line) => line.text + line.end)
            .join('')
        ).toBe(all)
      })
    )
  })

  it('keeps only the beginning of an endless line, and counts on', () => {
    const chunk = 'x'.repeat(300_000)
    const lines = split('a\n', ...Array.from({ length: 10 }, () => chunk), '\nb\n')
    expect(lines.map(({ number, tooLong }) => [number, tooLong])).toEqual([
      [1, false],
      [2, true],
      [3, false]
    ])
    expect(lines[1].text.length).toBe(longestLine)
    expect(lines[2].text).toBe('b')
  })
})
