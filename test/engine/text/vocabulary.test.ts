import { describe, expect, it } from 'vitest'
import { unknownId, Vocabulary, type VocabularyOptions } from '#engine/text/vocabulary'

const plain: VocabularyOptions = { lowerCase: false, markers: false, size: null, pairs: false }
const learn = (texts: string[], options: Partial<VocabularyOptions> = {}) =>
  Vocabulary.learn(texts, { ...plain, ...options })
const ids = (vocabulary: Vocabulary, text: string, length = 64) => [...vocabulary.encode(text, length).ids]

describe('a learned vocabulary', () => {
  const vocabulary = learn(['bca', 'ab', '김'])

  it('numbers symbols in code point order from 1, whatever order the texts come in', () => {
    expect(ids(vocabulary, 'abc김')).toEqual([1, 2, 3, 4])
    expect(learn(['김', 'cab']).toState()).toEqual(vocabulary.toState())
    expect(vocabulary.size).toBe(5)
    expect(learn(['😀', '\uffee']).toState().symbols).toBe('\uffee😀')
  })

  it('reads NFD as NFC', () => {
    const nfd = '김'.normalize('NFD')
    expect(nfd.length).toBe(3)
    expect(ids(vocabulary, nfd)).toEqual([4])
  })

  it('counts unknown symbols and keeps pairs of surrogates whole', () => {
    const encoded = vocabulary.encode('a😀z', 64)
    expect([...encoded.ids]).toEqual([1, unknownId, unknownId])
    expect(encoded.symbols).toEqual(['a', '😀', 'z'])
    expect(encoded.unknown).toBe(2)
    expect(encoded.pairs).toBeNull()
  })

  it('cuts at code points, also in a very long paste', () => {
    expect(vocabulary.encode('😀a'.repeat(50_000), 3).symbols).toEqual(['😀', 'a', '😀'])
    expect(vocabulary.encode('김'.normalize('NFD').repeat(10), 10).ids.length).toBe(10)
  })

  it('never takes in half of a pair', () => {
    expect(learn(['a\ud800']).size).toBe(2)
    expect(ids(vocabulary, '\udc00')).toEqual([unknownId])
  })

  it('gives no ids for an empty text', () => {
    expect(vocabulary.encode('', 64)).toMatchObject({ unknown: 0, symbols: [] })
    expect(ids(vocabulary, '')).toEqual([])
  })

  it('lower-cases by Unicode, not by a locale', () => {
    const lower = learn(['IİA'], { lowerCase: true })
    expect(ids(lower, 'i')).toEqual(ids(lower, 'I'))
    expect(lower.encode('ia', 64).unknown).toBe(0)
  })
})

describe('a vocabulary of code points', () => {
  const vocabulary = learn(['whatever'], { size: 128 })

  it('looks ids up as 13_2 does', () => {
    expect(ids(vocabulary, "O'z")).toEqual([79, 39, 122])
    expect(vocabulary.size).toBe(128)
  })

  it('takes everything beyond the table as unknown', () => {
    expect(vocabulary.encode('é김', 64)).toMatchObject({ unknown: 2 })
    expect(ids(vocabulary, 'é')).toEqual([unknownId])
  })
})

describe('markers', () => {
  it('take the two ids behind the symbols and do not count as letters', () => {
    const vocabulary = learn(['ab'], { markers: true })
    expect(ids(vocabulary, 'ba')).toEqual([3, 2, 1, 4])
    expect(vocabulary.size).toBe(5)
    expect(vocabulary.encode('abab', 2)).toMatchObject({ symbols: ['a', 'b'], unknown: 0 })
    expect(ids(vocabulary, '')).toEqual([3, 4])
    expect(ids(learn([], { markers: true, size: 128 }), 'a')).toEqual([128, 97, 129])
  })
})

describe('pairs', () => {
  const texts = ['Abab', 'aBc', 'xc'] // ^a 2, ab 3, ba 1, bc 1, ^x 1, xc 1

  it('are those that the texts have twice, whatever their case', () => {
    const vocabulary = learn(texts, { pairs: true })
    expect(vocabulary.toState().pairs).toBe('\u0002aab')
    expect(vocabulary.pairRows).toBe(3)
    expect([...vocabulary.encode('ABba', 64).pairs!]).toEqual([1, 2, unknownId, unknownId])
  })

  it('reach to the markers', () => {
    const vocabulary = learn(texts, { pairs: true, markers: true })
    // start-start 3, ^a 2, ab 3, c$ 2; as many pairs as ids
    expect(Array.from(vocabulary.toState().pairs!).length).toBe(8)
    const { ids, pairs } = vocabulary.encode('abc', 64)
    expect(pairs!.length).toBe(ids.length)
    expect([...pairs!]).toEqual([1, 2, 3, unknownId, 4])
    expect(vocabulary.encode('', 64).pairs!.length).toBe(2)
  })

  it('are not there when nobody asks', () => {
    expect(learn(texts).pairRows).toBe(0)
  })

  it('stay two code points when lower case makes one letter two', () => {
    const vocabulary = learn(['İİ', 'İİ'], { pairs: true })
    expect(Array.from(vocabulary.toState().pairs!).length).toBe(4)
    expect(vocabulary.encode('İİ', 64).pairs).toEqual(Int32Array.of(1, 2))
  })
})

describe('the state of a vocabulary', () => {
  const state = { lowerCase: false, markers: false, symbols: 'ab', size: 0, pairs: null }

  it('survives JSON', () => {
    const vocabulary = learn(['añ😀', 'añ😀'], { lowerCase: true, markers: true, pairs: true })
    const copy = Vocabulary.from(JSON.parse(JSON.stringify(vocabulary.toState())))
    expect(copy.encode('Ñ😀b', 64)).toEqual(vocabulary.encode('Ñ😀b', 64))
    expect([copy.size, copy.pairRows]).toEqual([vocabulary.size, vocabulary.pairRows])
  })

  it.each([
    { symbols: 'aa' },
    { symbols: '\ud800' },
    { symbols: null },
    { size: 128 },
    { pairs: 'abc' },
    { pairs: 'abab' },
    { pairs: 'a\ud800' }
  ])('is refused with %j', (change) => {
    expect(() => Vocabulary.from(state)).not.toThrow()
    expect(() => Vocabulary.from({ ...state, ...change })).toThrow(/checkpoint-invalid/)
  })
})
