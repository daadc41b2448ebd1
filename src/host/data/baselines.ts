import type { LabelledNames, NamesParts } from '#shared/trainer-contract'
import type { Baselines } from '#shared/schemas/names-data'
import { NaiveBayes } from './naive-bayes'
import type { Pace } from './pace'
import { PairIndex } from './pair-index'

/** What counting alone reaches on the held-out names; fitted on the training rows only. Empty parts give zeros. */
export async function measureBaselines(
  { classes, train, heldOut, clean }: NamesParts,
  pace: Pace
): Promise<Baselines> {
  const counts = new Float64Array(classes.length)
  for (const label of train.labels) (counts[label] as number)++
  const most = counts.indexOf(Math.max(...counts))
  const bayes = new NaiveBayes(classes.length)
  for (let i = 0; i < train.names.length; i++) {
    if ((i & 127) === 0 && pace.due) await pace.rest()
    bayes.add(train.names[i] as string, train.labels[i] as number)
  }
  await bayes.finish(pace)
  const total = new Float64Array(classes.length)
  const right = new Float64Array(classes.length)
  const scores = new Float64Array(classes.length)
  let cleanTotal = 0
  let cleanRight = 0
  for (let i = 0; i < heldOut.names.length; i++) {
    if ((i & 127) === 0 && pace.due) await pace.rest()
    const truth = heldOut.labels[i] as number
    const hit = bayes.classify(heldOut.names[i] as string, scores) === truth ? 1 : 0
    ;(total[truth] as number)++
    ;(right[truth] as number) += hit
    if (!clean[i]) continue
    cleanTotal++
    cleanRight += hit
  }
  const rows = heldOut.names.length
  const present = [...total.keys()].filter((c) => (total[c] as number) > 0)
  const recalls = present.map((c) => (right[c] as number) / (total[c] as number))
  const share = (part: number): number => (rows === 0 ? 0 : part / rows)
  return {
    majority: { label: classes[most] as string, accuracy: share(total[most] as number) },
    ngram: {
      accuracy: share(right.reduce((sum, count) => sum + count, 0)),
      cleanAccuracy: cleanTotal === 0 ? null : cleanRight / cleanTotal,
      macroRecall: recalls.length === 0 ? 0 : recalls.reduce((sum, r) => sum + r, 0) / recalls.length
    },
    ceiling: await ceilingOf(heldOut, pace)
  }
}

/** Accuracy of whoever knew, for each name, the class that it has most often in these very rows. */
export async function ceilingOf({ names, labels }: LabelledNames, pace: Pace): Promise<number> {
  const numbers = new Map<string, number>()
  const pairs = new PairIndex()
  const counts: number[] = []
  for (let i = 0; i < names.length; i++) {
    if ((i & 1023) === 0 && pace.due) await pace.rest()
    const name = names[i] as string
    const number = numbers.get(name) ?? numbers.size
    numbers.set(name, number)
    const pair = pairs.add(number, labels[i] as number)
    counts[pair] = (counts[pair] ?? 0) + 1
  }
  const most = new Int32Array(numbers.size)
  counts.forEach((count, pair) => {
    const name = pairs.first(pair)
    if (count > (most[name] as number)) most[name] = count
  })
  return names.length === 0 ? 0 : most.reduce((sum, count) => sum + count, 0) / names.length
}
