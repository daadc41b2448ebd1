import { AppError } from '#shared/errors/app-error'
import { z } from '#shared/zod'
import { isScalar, symbolsOf } from './symbols'

/** How a vocabulary travels in a checkpoint. */
export const vocabularySchema = z.discriminatedUnion('kind', [
  /** Symbols of the training text: symbol k has id k + 1. */
  z.strictObject({
    kind: z.literal('learned'),
    lowerCase: z.boolean(),
    symbols: z.array(z.string().min(1).max(2)).max(100_000)
  }),
  /** Ids are code points, as in 13_2 (128 rows). */
  z.strictObject({ kind: z.literal('code-point'), lowerCase: z.boolean(), size: z.int().min(2).max(100_000) })
])

export type VocabularyState = z.infer<typeof vocabularySchema>

/** A text as ids, and how many of its symbols the vocabulary does not have. */
export interface Encoded {
  readonly ids: Int32Array
  readonly unknown: number
  /** The symbols read, after cutting. */
  readonly symbols: readonly string[]
}

/** The id of every symbol that the vocabulary does not have. */
export const unknownId = 0

/**
 * Symbols (code points in NFC) and their ids. Two kinds:
 * - learned: the symbols of the training texts in code point order from id 1, so equal texts give equal ids;
 * - code-point: the id is the code point, as 13_2 looks letters up (`ord(c)`, 128 rows). A code point beyond the
 *   table is unknown; 13_2 itself would fail on it. Id 0 (NUL, which no name holds) is the unknown symbol here too.
 */
export class Vocabulary {
  readonly #ids: ReadonlyMap<string, number> | null

  private constructor(private readonly state: VocabularyState) {
    this.#ids =
      state.kind === 'learned' ? new Map(state.symbols.map((symbol, index) => [symbol, index + 1])) : null
  }

  static learn(texts: Iterable<string>, lowerCase: boolean): Vocabulary {
    const found = new Set<string>()
    for (const text of texts) for (const symbol of symbolsOf(text, lowerCase)) found.add(symbol)
    const symbols = [...found].filter(isScalar).sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!)
    return new Vocabulary({ kind: 'learned', lowerCase, symbols })
  }

  static ofCodePoints(size: number, lowerCase: boolean): Vocabulary {
    return new Vocabulary({ kind: 'code-point', lowerCase, size })
  }

  /** Throws AppError('checkpoint-invalid') for symbols that are not single, distinct code points. */
  static from(state: VocabularyState): Vocabulary {
    if (state.kind === 'learned') {
      const single = state.symbols.every((symbol) => Array.from(symbol).length === 1 && isScalar(symbol))
      if (!single || new Set(state.symbols).size !== state.symbols.length)
        throw new AppError('checkpoint-invalid', { what: 'vocabulary' })
    }
    return new Vocabulary(state)
  }

  /** Rows that an input table needs, the unknown symbol included. */
  get size(): number {
    return this.state.kind === 'learned' ? this.state.symbols.length + 1 : this.state.size
  }

  toState(): VocabularyState {
    return this.state
  }

  /** Ids of the first `maximumLength` symbols. An empty text gives no ids. */
  encode(text: string, maximumLength: number): Encoded {
    // A code point takes at most 2 units, and NFC joins at most a few: a very long paste is cut before the work.
    const symbols = symbolsOf(text.slice(0, maximumLength * 32), this.state.lowerCase).slice(0, maximumLength)
    const ids = Int32Array.from(symbols, (symbol) => this.#id(symbol))
    return { ids, symbols, unknown: ids.reduce((sum, id) => sum + (id === unknownId ? 1 : 0), 0) }
  }

  #id(symbol: string): number {
    if (this.#ids) return this.#ids.get(symbol) ?? unknownId
    const code = symbol.codePointAt(0)!
    return isScalar(symbol) && code < this.size ? code : unknownId
  }
}
