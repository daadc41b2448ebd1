import { describe, expect, it } from 'vitest'
import { Vocabulary, unknownId } from '#engine/text/vocabulary'

const encode = (vocabulary: Vocabulary, text: string, length = 64) => [...vocabulary.encode(text, length).ids]

describe('a learned vocabulary', () => {
  const vocabulary = Vocabulary.learn(['bca', 'ab', '김'], false)

  it('numbers symbols in code point order from 1, whatever order the texts come in', () => {
    expect(encode(vocabulary, 'abc김')).toEqual([1, 2, 3, 4])
    expect(Vocabulary.learn(['김', 'cab'], false).toState()).toEqual(vocabulary.toState())
    expect(vocabulary.size).toBe(5)
  })

  it('reads NFD as NFC', () => {
    const nfd = '김'.normalize('NFD')
    expect(nfd.length).toBe(3)
    expect(encode(vocabulary, nfd)).toEqual([4])
  })

  it('counts unknown symbols and keeps pairs of surrogates whole', () => {
    const encoded = vocabulary.encode('a😀z', 64)
    expect([...encoded.ids]).toEqual([1, unknownId, unknownId])
    expect(encoded.symbols).toEqual(['a', '😀', 'z'])
    expect(encoded.unknown).toBe(2)
  })

  it('cuts at code points, also in a very long paste', () => {
    expect(vocabulary.encode('😀a'.repeat(50_000), 3).symbols).toEqual(['😀', 'a', '😀'])
    expect(vocabulary.encode('김'.normalize('NFD').repeat(10), 10).ids.length).toBe(10)
  })

  it('never takes in half of a pair', () => {
    expect(Vocabulary.learn(['a\ud800'], false).size).toBe(2)
    expect(encode(vocabulary, '\udc00')).toEqual([unknownId])
  })

  it('gives no ids for an empty text', () => {
    expect(vocabulary.encode('', 64)).toMatchObject({ unknown: 0, symbols: [] })
  })

  it('lower-cases by Unicode, not by a locale', () => {
    const lower = Vocabulary.learn(['IİA'], true)
    expect(encode(lower, 'i')).toEqual(encode(lower, 'I'))
    expect(lower.encode('ia', 64).unknown).toBe(0)
  })
})

describe('a vocabulary of code points', () => {
  const vocabulary = Vocabulary.ofCodePoints(128, false)

  it('looks ids up as 13_2 does', () => {
    expect(encode(vocabulary, "O'z")).toEqual([79, 39, 122])
    expect(vocabulary.size).toBe(128)
  })

  it('takes everything beyond the table as unknown', () => {
    expect(vocabulary.encode('é김', 64)).toMatchObject({ unknown: 2 })
    expect(encode(vocabulary, 'é')).toEqual([unknownId])
  })
})

describe('the state of a vocabulary', () => {
  it('survives JSON', () => {
    const vocabulary = Vocabulary.learn(['añ😀'], true)
    const copy = Vocabulary.from(JSON.parse(JSON.stringify(vocabulary.toState())))
    expect(encode(copy, 'Ñ😀b')).toEqual(encode(vocabulary, 'Ñ😀b'))
  })

  it.each([[['ab']], [['a', 'a']], [['\ud800']]])('refuses symbols %j', (symbols) => {
    expect(() => Vocabulary.from({ kind: 'learned', lowerCase: false, symbols })).toThrow(
      /checkpoint-invalid/
    )
  })
})
