// Scores of a classifier from its answers alone. Accuracy and recall are shares in [0, 1].

export interface Scores {
  readonly accuracy: number
  /** Accuracy on the rows that `clean` marks; null when it marks none. */
  readonly cleanAccuracy: number | null
  /** Mean recall of the classes that occur in `truths`: each class counts alike, however few rows it has. */
  readonly macroRecall: number
  /** Mean F1, 2 TP / (2 TP + FP + FN), of the same classes. */
  readonly macroF1: number
  /** Counts, row-major [truth][answer]: [C][C]. */
  readonly confusion: number[][]
}

/**
 * @param truths right class of each row: [N]
 * @param answers the classifier's class of each row: [N]
 * @param clean 1 where the row counts for `cleanAccuracy`: [N]
 * @param classes C
 */
export function scoresOf(
  truths: ArrayLike<number>,
  answers: ArrayLike<number>,
  clean: ArrayLike<number>,
  classes: number
): Scores {
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  let cleanRows = 0
  let cleanRight = 0
  for (let row = 0; row < truths.length; row++) {
    confusion[truths[row]][answers[row]]++
    if (!clean[row]) continue
    cleanRows++
    if (truths[row] === answers[row]) cleanRight++
  }
  const answered = confusion.map((_, answer) => sum(confusion.map((counts) => counts[answer])))
  let right = 0
  let recalls = 0
  let f1s = 0
  let present = 0
  for (let truth = 0; truth < classes; truth++) {
    const rows = sum(confusion[truth])
    if (rows === 0) continue
    const hits = confusion[truth][truth]
    right += hits
    recalls += hits / rows
    f1s += (2 * hits) / (rows + answered[truth])
    present++
  }
  return {
    accuracy: truths.length === 0 ? 0 : right / truths.length,
    cleanAccuracy: cleanRows === 0 ? null : cleanRight / cleanRows,
    macroRecall: present === 0 ? 0 : recalls / present,
    macroF1: present === 0 ? 0 : f1s / present,
    confusion
  }
}

/** Weight of each class so that every class counts alike: N / (C' x rows of the class), over the C' classes that occur. */
export function balancedWeights(labels: ArrayLike<number>, classes: number): Float32Array {
  const rows = new Array<number>(classes).fill(0)
  for (let row = 0; row < labels.length; row++) rows[labels[row]]++
  const present = rows.filter((count) => count > 0).length
  return Float32Array.from(rows, (count) => (count === 0 ? 0 : labels.length / (present * count)))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
