/** Scores of one class, from counts of truth and answer. Shares in [0, 1]; null where nothing was answered or nothing is there. */
export interface ClassScores {
  readonly label: string
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** Names of this class. */
  readonly support: number
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Precision, recall and F1 of every class. `confusion` is [truth][answer], in the order of `labels`. */
export function scoreClasses(
  labels: readonly string[],
  confusion: readonly (readonly number[])[]
): ClassScores[] {
  return labels.map((label, k) => {
    const right = confusion[k]?.[k] ?? 0
    const support = sum(confusion[k] ?? [])
    const answered = sum(confusion.map((row) => row[k] ?? 0))
    return {
      label,
      precision: answered === 0 ? null : right / answered,
      recall: support === 0 ? null : right / support,
      f1: answered + support === 0 ? null : (2 * right) / (answered + support),
      support
    }
  })
}

/** A confusion matrix of many classes made small: the most frequent ones, and all others as one. */
export interface ShownConfusion {
  /** Indices of classes; null: all others together. */
  readonly classes: readonly (number | null)[]
  readonly counts: readonly (readonly number[])[]
  /** How many classes `null` stands for. */
  readonly others: number
}

export function shrinkConfusion(confusion: readonly (readonly number[])[], most: number): ShownConfusion {
  const all = confusion.map((_, k) => k)
  if (all.length <= most) return { classes: all, counts: confusion, others: 0 }
  const support = confusion.map(sum)
  const kept = [...all]
    .sort((a, b) => (support[b] ?? 0) - (support[a] ?? 0))
    .slice(0, most - 1)
    .sort((a, b) => a - b)
  const place = new Map(kept.map((k, i) => [k, i]))
  const last = kept.length
  const counts = Array.from({ length: last + 1 }, () => Array.from({ length: last + 1 }, () => 0))
  confusion.forEach((row, truth) => {
    const target = counts[place.get(truth) ?? last]
    row.forEach((count, answer) => {
      const j = place.get(answer) ?? last
      if (target) target[j] = (target[j] ?? 0) + count
    })
  })
  return { classes: [...kept, null], counts, others: all.length - kept.length }
}
