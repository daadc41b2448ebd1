import type { Epoch } from '#shared/schemas/names-metrics'
import { smooth, type LossReport } from '../state/loss-reports'

export const lineIds = ['trainLoss', 'heldOutLoss', 'trainAccuracy', 'heldOutAccuracy'] as const
export type LineId = (typeof lineIds)[number]

export interface Point {
  readonly x: number
  readonly y: number
}

export type Series = Readonly<Record<LineId, readonly Point[]>>

/** What of an epoch stands on which line. */
export const valueOf: Record<LineId, (epoch: Epoch) => number> = {
  trainLoss: (epoch) => epoch.loss,
  heldOutLoss: (epoch) => epoch.heldOut.loss,
  trainAccuracy: (epoch) => epoch.accuracy,
  heldOutAccuracy: (epoch) => epoch.heldOut.accuracy
}

const most = 2000

/** Every k-th point and the last, so that no more than 2,000 are drawn. */
function thin(points: readonly Point[]): readonly Point[] {
  if (points.length <= most) return points
  const step = Math.ceil(points.length / most)
  return points.filter((_, i) => i % step === 0 || i === points.length - 1)
}

/**
 * The lines of a run. The training loss is drawn from the reports between epochs where this window has heard them, and from
 * the epochs' means elsewhere: so after a reconnection nothing is missing and nothing is drawn twice.
 */
export function curveSeries(
  epochs: readonly Epoch[],
  reports: readonly LossReport[],
  smoothing: number
): Series {
  const from = reports[0]?.x ?? Infinity
  const means = epochs
    .filter((epoch) => epoch.epoch <= from)
    .map((epoch) => ({ x: epoch.epoch, y: epoch.loss }))
  const smoothed = smooth(
    reports.map((report) => report.loss),
    smoothing
  )
  const line = (id: LineId): readonly Point[] =>
    thin(epochs.map((epoch) => ({ x: epoch.epoch, y: valueOf[id](epoch) })))
  return {
    trainLoss: thin([
      ...means,
      ...reports.map((report, i) => ({ x: report.x, y: smoothed[i] ?? report.loss }))
    ]),
    heldOutLoss: line('heldOutLoss'),
    trainAccuracy: line('trainAccuracy'),
    heldOutAccuracy: line('heldOutAccuracy')
  }
}

/** Right end of the epoch axis: the whole plan when it is short, else a round number a bit past what is there. */
export function lastEpoch(reached: number, planned: number): number {
  if (planned <= 30) return Math.max(1, planned)
  const wanted = Math.max(10, reached * 1.15)
  const step = wanted <= 50 ? 10 : wanted <= 200 ? 25 : 100
  return Math.min(planned, Math.ceil(wanted / step) * step)
}
