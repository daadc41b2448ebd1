import { AppError } from '#shared/errors/app-error'
import { z } from '#shared/zod'
import { byCodePoints, endMarker, isScalar, pairsOf, startMarker, symbolsOf } from './symbols'

/** How a vocabulary travels in a checkpoint. */
export const vocabularySchema = z.strictObject({
  lowerCase: z.boolean(),
  /** A start and an end symbol around each text. */
  markers: z.boolean(),
  /** Symbols of the training texts, one after the other: the k-th has id k + 1. Null: ids are code points. */
  symbols: z.string().max(400_000).nullable(),
  /** Rows of a table of code points, as 13_2's 128; 0 with `symbols`. */
  size: z.int().min(0).max(100_000),
  /** Pairs of the training texts, two code points each; null: none are read. */
  pairs: z.string().max(400_000).nullable()
})

export type VocabularyState = z.infer<typeof vocabularySchema>

export interface VocabularyOptions {
  readonly lowerCase: boolean
  readonly markers: boolean
  /** Rows of a table of code points; null: the symbols of the texts. */
  readonly size: number | null
  readonly pairs: boolean
}

/** A text as ids. */
export interface Encoded {
  /** Markers included; empty for an empty text without markers. */
  readonly ids: Int32Array
  /** As many as `ids`; null when no pairs are read. */
  readonly pairs: Int32Array | null
  /** The symbols read, after cutting, without markers. */
  readonly symbols: readonly string[]
  /** How many of them the vocabulary does not have. */
  readonly unknown: number
}

/** The id of every symbol, and of every pair, that the vocabulary does not have. */
export const unknownId = 0

/** A pair counts when the training texts have it twice: what is seen once teaches nothing about the next text. */
const fewestOfPair = 2
/** The most frequent ones, so that a checkpoint's header stays below a megabyte. */
const mostPairs = 50_000

/**
 * Symbols (code points in NFC) and their ids. Either those of the training texts, in code point order from id 1, so that
 * equal texts give equal ids; or a table of code points, as 13_2 looks letters up (`ord(c)`, 128 rows): a code point
 * beyond it is unknown, where 13_2 itself would fail. Id 0 (NUL, which no name holds) is the unknown symbol in both.
 * Markers take the two ids behind the symbols.
 */
export class Vocabulary {
  readonly #ids: ReadonlyMap<string, number> | null
  readonly #pairs: ReadonlyMap<string, number> | null
  /** Rows without markers. */
  readonly #rows: number

  private constructor(private readonly state: VocabularyState) {
    this.#ids = state.symbols === null ? null : numbered(Array.from(state.symbols))
    this.#pairs = state.pairs === null ? null : numbered(inTwos(state.pairs))
    this.#rows = this.#ids ? this.#ids.size + 1 : state.size
  }

  static learn(texts: Iterable<string>, { lowerCase, markers, size, pairs }: VocabularyOptions): Vocabulary {
    const symbols = new Set<string>()
    const counts = new Map<string, number>()
    for (const text of texts) {
      const found = symbolsOf(text, lowerCase).filter(isScalar)
      for (const symbol of found) symbols.add(symbol)
      if (!pairs) continue
      for (const pair of pairsOf(around(found, markers))) counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
    return new Vocabulary({
      lowerCase,
      markers,
      symbols: size === null ? [...symbols].sort(byCodePoints).join('') : null,
      size: size ?? 0,
      pairs: pairs ? frequent(counts).sort(byCodePoints).join('') : null
    })
  }

  /** Throws AppError('checkpoint-invalid') for symbols or pairs that are not whole and distinct. */
  static from(state: VocabularyState): Vocabulary {
    const distinct = (items: readonly string[]): boolean => new Set(items).size === items.length
    const symbols = Array.from(state.symbols ?? '')
    const letters = Array.from(state.pairs ?? '')
    const fine =
      [...symbols, ...letters].every(isScalar) &&
      distinct(symbols) &&
      letters.length % 2 === 0 &&
      distinct(inTwos(state.pairs ?? '')) &&
      (state.symbols === null ? state.size >= 2 : state.size === 0)
    if (!fine) throw new AppError('checkpoint-invalid', { what: 'vocabulary' })
    return new Vocabulary(state)
  }

  /** Rows that an input table needs, the unknown symbol and the markers included. */
  get size(): number {
    return this.#rows + (this.state.markers ? 2 : 0)
  }

  /** Rows that a table of pairs needs, the unknown pair included; 0 when no pairs are read. */
  get pairRows(): number {
    return this.#pairs ? this.#pairs.size + 1 : 0
  }

  toState(): VocabularyState {
    return this.state
  }

  /** Ids of the first `maximumLength` symbols. */
  encode(text: string, maximumLength: number): Encoded {
    const { lowerCase, markers } = this.state
    // A code point takes at most 2 units, and NFC joins at most a few: a very long paste is cut before the work.
    const symbols = symbolsOf(text.slice(0, maximumLength * 32), lowerCase).slice(0, maximumLength)
    const plain = symbols.map((symbol) => this.#id(symbol))
    const ids = markers ? [this.#rows, ...plain, this.#rows + 1] : plain
    return {
      ids: Int32Array.from(ids),
      pairs: this.#pairs && this.#pairIds(around(symbols, markers)),
      symbols,
      unknown: plain.reduce((sum, id) => sum + (id === unknownId ? 1 : 0), 0)
    }
  }

  #pairIds(symbols: readonly string[]): Int32Array {
    return Int32Array.from(pairsOf(symbols), (pair) => this.#pairs!.get(pair) ?? unknownId)
  }

  #id(symbol: string): number {
    if (this.#ids) return this.#ids.get(symbol) ?? unknownId
    const code = symbol.codePointAt(0)!
    return isScalar(symbol) && code < this.#rows ? code : unknownId
  }
}

const around = (symbols: readonly string[], markers: boolean): readonly string[] =>
  markers ? [startMarker, ...symbols, endMarker] : symbols

const numbered = (items: readonly string[]): Map<string, number> =>
  new Map(items.map((item, index) => [item, index + 1]))

function inTwos(text: string): string[] {
  const symbols = Array.from(text)
  return Array.from({ length: Math.ceil(symbols.length / 2) }, (_, k) =>
    symbols.slice(2 * k, 2 * k + 2).join('')
  )
}

/** Pairs seen often enough, the most frequent ones; among equals in code point order. */
function frequent(counts: ReadonlyMap<string, number>): string[] {
  const often = [...counts].filter(([, count]) => count >= fewestOfPair)
  often.sort(([a, m], [b, n]) => n - m || byCodePoints(a, b))
  return often.slice(0, mostPairs).map(([pair]) => pair)
}
