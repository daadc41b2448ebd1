import type { Classification } from '#shared/schemas/names-metrics'
import { labels, type LabelledName } from './names'

// A classifier that counts letter pairs: enough to give the screens answers that look like a network's.

/** Log-likelihood of every class, given letter pairs; sharper with `skill` in [0, 1]. */
export class Counter {
  readonly #pairs: Map<string, number>[] = labels.map(() => new Map())
  readonly #totals = labels.map(() => 0)
  readonly #letters = new Set<string>()

  constructor(rows: readonly LabelledName[]) {
    for (const { name, label } of rows) {
      const k = labels.indexOf(label)
      for (const letter of name) this.#letters.add(letter)
      for (const pair of pairsOf(name)) {
        this.#pairs[k]?.set(pair, (this.#pairs[k]?.get(pair) ?? 0) + 1)
        this.#totals[k] = (this.#totals[k] ?? 0) + 1
      }
    }
  }

  probabilities(text: string, skill: number): number[] {
    const scores = labels.map((_, k) => {
      const prior = Math.log((this.#totals[k] ?? 1) / 10_000) * 0.6
      return pairsOf(text).reduce((sum, pair) => {
        const seen = this.#pairs[k]?.get(pair) ?? 0
        return sum + Math.log((seen + 0.3) / ((this.#totals[k] ?? 1) + 120))
      }, prior)
    })
    return softmax(scores.map((score) => score * skill * 0.55))
  }

  classify(name: string, skill: number, detail: 'ranking' | 'letters' | 'states'): Classification {
    const letters = [...name]
    const forward = letters.map((_, i) => this.probabilities(letters.slice(0, i + 1).join(''), skill))
    const backward = letters.map((_, i) => this.probabilities(letters.slice(i).join(''), skill))
    const final = forward.at(-1) ?? labels.map(() => 1 / labels.length)
    return {
      name,
      ranking: labels
        .map((label, k) => ({ label, probability: final[k] ?? 0 }))
        .sort((a, b) => b.probability - a.probability),
      unknownLetters: letters.filter((letter) => !this.#letters.has(letter)).length,
      ...(detail === 'ranking' ? {} : { letters, forward, backward }),
      ...(detail === 'states' ? { states: statesOf(letters) } : {})
    }
  }
}

const pairsOf = (text: string): string[] => {
  const marked = [...`^${text.toLowerCase()}`]
  return marked.slice(1).map((letter, i) => `${marked[i] ?? ''}${letter}`)
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** Units that drift as letters come: smooth, in (-1, 1), different for every letter, layer and direction. */
function statesOf(letters: readonly string[]): NonNullable<Classification['states']> {
  return [0, 1].flatMap((layer) =>
    (['forward', 'backward'] as const).map((direction) => {
      const order = direction === 'forward' ? letters : [...letters].reverse()
      let state = Array.from({ length: 100 }, () => 0)
      const hidden = order.map((letter) => {
        const code = letter.codePointAt(0) ?? 0
        state = state.map((h, u) => Math.tanh(0.72 * h + Math.sin(code * (u + 1) * (layer + 1.7)) * 0.8))
        return state
      })
      return { layer, direction, hidden: direction === 'forward' ? hidden : hidden.reverse() }
    })
  )
}
