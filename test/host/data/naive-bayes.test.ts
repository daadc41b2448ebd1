import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ceilingOf, measureBaselines } from '#host/data/baselines'
import { NaiveBayes } from '#host/data/naive-bayes'
import { Pace } from '#host/data/pace'

/** The recipe word by word, with maps of strings: grams of '^' + lower(name) + '$', add 0.3, one vocabulary. */
function plainScores(rows: [string, number][], classes: number, name: string): number[] {
  const gramsOf = (text: string): string[] => {
    const letters = [...`^${text.toLowerCase()}$`]
    return [2, 3, 4].flatMap((size) =>
      Array.from({ length: Math.max(0, letters.length - size + 1) }, (_, i) =>
        letters.slice(i, i + size).join('')
      )
    )
  }
  const counts = new Map<string, number[]>()
  const totals = new Array<number>(classes).fill(0)
  for (const [text, label] of rows)
    for (const gram of gramsOf(text)) {
      const ofGram = counts.get(gram) ?? new Array<number>(classes).fill(0)
      counts.set(gram, ofGram)
      ofGram[label]++
      totals[label]++
    }
  return totals.map((total, label) => {
    const prior = Math.log(rows.filter((row) => row[1] === label).length / rows.length)
    return gramsOf(name).reduce(
      (sum, gram) => sum + Math.log(((counts.get(gram)?.[label] ?? 0) + 0.3) / (total + 0.3 * counts.size)),
      prior
    )
  })
}

async function train(rows: [string, number][], classes: number): Promise<NaiveBayes> {
  const bayes = new NaiveBayes(classes)
  for (const [name, label] of rows) bayes.add(name, label)
  await bayes.finish(new Pace())
  return bayes
}

const name = fc.string({
  unit: fc.constantFrom('a', 'B', 'n', 'o', 'é', '한', '🌊', '^', "'"),
  minLength: 1,
  maxLength: 9
})

describe('NaiveBayes', () => {
  it('scores as the recipe does, up to what is common to all classes', async () => {
    const rows = fc.array(fc.tuple(name, fc.nat(3)), { minLength: 4, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(rows, name, async (random, asked) => {
        const all: [string, number][] = [...random, ['ana', 0], ['bob', 1], ['cyd', 2], ['dov', 3]]
        const bayes = await train(all, 4)
        const scores = new Float64Array(4)
        const answer = bayes.classify(asked, scores)
        const expected = plainScores(all, 4, asked)
        const offset = scores[0] - expected[0]
        expected.forEach((score, i) => expect(scores[i] - offset).toBeCloseTo(score, 8))
        expect(scores[answer]).toBe(Math.max(...scores))
      }),
      { numRuns: 200 }
    )
  })

  it('is not thrown by a name all of whose letters are new', async () => {
    const bayes = await train(
      [
        ['anna', 0],
        ['bob', 1],
        ['berta', 1]
      ],
      2
    )
    expect(bayes.classify('жук', new Float64Array(2))).toBeTypeOf('number')
    expect(bayes.classify('', new Float64Array(2))).toBeTypeOf('number')
  })
})

describe('measureBaselines', () => {
  const parts = (train: [string, number][], heldOut: [string, number, number][]) => ({
    classes: ['A', 'B', 'C'],
    train: { names: train.map(([n]) => n), labels: Int32Array.from(train, ([, label]) => label) },
    heldOut: { names: heldOut.map(([n]) => n), labels: Int32Array.from(heldOut, ([, label]) => label) },
    clean: Uint8Array.from(heldOut, ([, , clean]) => clean)
  })
  const training: [string, number][] = [
    ...['anna', 'hanna', 'joanna', 'susanna'].map((n): [string, number] => [n, 0]),
    ...['bobov', 'robov', 'dobov'].map((n): [string, number] => [n, 1]),
    ['cyd', 2]
  ]

  it('counts shares by hand', async () => {
    const data = parts(training, [
      ['johanna', 0, 1],
      ['marianna', 0, 0],
      ['kobov', 1, 1],
      ['annanna', 1, 1]
    ])
    expect(await measureBaselines(data, new Pace())).toEqual({
      majority: { label: 'A', accuracy: 0.5 },
      ngram: { accuracy: 0.75, cleanAccuracy: 2 / 3, macroRecall: 0.75 },
      ceiling: 1
    })
  })

  it('has no clean accuracy without clean rows, and zeros without any', async () => {
    expect(
      (await measureBaselines(parts(training, [['anna', 0, 0]]), new Pace())).ngram.cleanAccuracy
    ).toBeNull()
    expect(await measureBaselines(parts(training, []), new Pace())).toEqual({
      majority: { label: 'A', accuracy: 0 },
      ngram: { accuracy: 0, cleanAccuracy: null, macroRecall: 0 },
      ceiling: 0
    })
  })

  it('never learns from the held-out rows', async () => {
    const asked: [string, number, number][] = [
      ['johanna', 0, 1],
      ['zzz', 0, 1]
    ]
    const alone = await measureBaselines(parts(training, asked), new Pace())
    const among = await measureBaselines(
      parts(training, [...asked, ...Array(50).fill(['zzz', 0, 1])]),
      new Pace()
    )
    expect(alone.ngram.accuracy).toBe(0.5)
    expect(among.ngram.accuracy).toBeCloseTo(1 / 52, 10)
  })

  it('gives as ceiling what the best single label per name reaches', async () => {
    const names = ['x', 'x', 'x', 'y', 'z', 'z']
    expect(await ceilingOf({ names, labels: Int32Array.of(0, 0, 1, 0, 0, 1) }, new Pace())).toBe(4 / 6)
  })
})
