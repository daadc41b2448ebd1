/** Mean training loss (nats) since the report before, at `x` epochs (2.5: half of the third epoch is done). */
export interface LossReport {
  readonly x: number
  readonly loss: number
}

const most = 1600

/** Adds a report. After a resume the later reports of the same stretch count; more than 1,600 are thinned to half by pairs. */
export function addReport(reports: readonly LossReport[], report: LossReport): LossReport[] {
  let end = reports.length
  while (end > 0 && reports[end - 1]!.x >= report.x) end--
  const kept = [...reports.slice(0, end), report]
  return kept.length > most ? halve(kept) : kept
}

/** Each two neighbours become one: the later place, the mean loss. */
function halve(reports: readonly LossReport[]): LossReport[] {
  const half: LossReport[] = []
  for (let i = 0; i + 1 < reports.length; i += 2) {
    half.push({ x: reports[i + 1]!.x, loss: (reports[i]!.loss + reports[i + 1]!.loss) / 2 })
  }
  if (reports.length % 2 === 1) half.push(reports.at(-1)!)
  return half
}

/** TensorBoard's smoothing: an exponential mean without the pull to zero at the start. `weight` in [0, 1). */
export function smooth(values: readonly number[], weight: number): number[] {
  let last = 0
  let seen = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return value
    last = last * weight + (1 - weight) * value
    seen++
    return weight === 0 ? value : last / (1 - weight ** seen)
  })
}
