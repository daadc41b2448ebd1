import type { Chart, Plugin } from 'chart.js'
import type { Palette } from './picture'

/** Horizontal lines with their names on them, the flag of the best epoch, and the epoch that is looked at. */
export interface Marks {
  readonly baselines: readonly { readonly share: number; readonly text: string }[]
  readonly best: { readonly epoch: number; readonly share: number; readonly text: string } | null
  readonly at: number | null
}

export const noMarks: Marks = { baselines: [], best: null, at: null }

/** Draws the marks that `read` gives at each repaint. */
export function curveMarks(read: () => { marks: Marks; palette: Palette }): Plugin<'line'> {
  return {
    id: 'marks',
    beforeDatasetsDraw: (chart) => {
      const { marks, palette } = read()
      drawBaselines(chart, marks, palette)
      if (marks.at !== null) drawAt(chart, marks.at, palette)
    },
    afterDatasetsDraw: (chart) => {
      const { marks, palette } = read()
      drawNames(chart, marks, palette)
      if (marks.best) drawFlag(chart, marks.best, palette)
    }
  }
}

function drawBaselines({ ctx, chartArea, scales }: Chart, marks: Marks, palette: Palette): void {
  const axis = scales['accuracy']
  if (!axis) return
  ctx.save()
  ctx.strokeStyle = palette.muted
  ctx.setLineDash([7, 5])
  ctx.lineWidth = 1
  for (const { share } of marks.baselines) {
    const y = Math.round(axis.getPixelForValue(share)) + 0.5
    ctx.beginPath()
    ctx.moveTo(chartArea.left, y)
    ctx.lineTo(chartArea.right, y)
    ctx.stroke()
  }
  ctx.restore()
}

/** Names stand above their lines, at the end or in the middle, wherever the curves leave most room. */
function drawNames(chart: Chart, marks: Marks, palette: Palette): void {
  const { ctx, scales } = chart
  const axis = scales['accuracy']
  if (!axis) return
  ctx.save()
  ctx.font = `11px ${palette.face}`
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = palette.bg
  ctx.fillStyle = palette.muted
  const taken = takenPlaces(chart, marks)
  for (const { share, text } of marks.baselines) {
    const y = axis.getPixelForValue(share) - 5
    const x = freestPlace(chart, taken, y - 4, ctx.measureText(text).width)
    ctx.strokeText(text, x, y)
    ctx.fillText(text, x, y)
  }
  ctx.restore()
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Where curves and the flag are, in pixels. */
function takenPlaces({ data, scales }: Chart, marks: Marks): Place[] {
  const places: Place[] = []
  const [x, accuracy] = [scales['x'], scales['accuracy']]
  if (!x || !accuracy) return places
  for (const dataset of data.datasets) {
    const axis = scales[('yAxisID' in dataset && dataset.yAxisID) || 'accuracy']
    if (dataset.hidden || !axis) continue
    const corners = (dataset.data as Place[]).map((point) => ({
      x: x.getPixelForValue(point.x),
      y: axis.getPixelForValue(point.y)
    }))
    places.push(...corners, ...corners.slice(1).flatMap((to, i) => between(corners[i] ?? to, to)))
  }
  if (marks.best) {
    const [left, top] = [
      x.getPixelForValue(marks.best.epoch),
      accuracy.getPixelForValue(marks.best.share) - 18
    ]
    places.push({ x: left - 24, y: top }, { x: left, y: top }, { x: left + 24, y: top })
  }
  return places
}

/** Places along the line from one point to the next, every twelve pixels. */
function between(from: Place, to: Place): Place[] {
  const steps = Math.floor((to.x - from.x) / 12)
  return Array.from({ length: Math.max(0, steps) }, (_, i) => {
    const part = (i + 1) / (steps + 1)
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
  })
}

const margin = 6

/** Left edge for a text of this width: of five places along the line the one farthest from everything that is drawn. */
function freestPlace({ chartArea }: Chart, taken: readonly Place[], y: number, width: number): number {
  const [first, last] = [chartArea.left + margin, chartArea.right - margin - width]
  const candidates = [1, 0, 0.75, 0.5, 0.25].map((part) => first + (last - first) * part)
  const room = (x: number): number =>
    taken.reduce((least, place) => {
      const beside = place.x > x - 16 && place.x < x + width + 16
      return beside ? Math.min(least, Math.abs(place.y - y)) : least
    }, 24)
  return candidates.reduce((best, x) => (room(x) > room(best) ? x : best))
}

function drawAt({ ctx, chartArea, scales }: Chart, at: number, palette: Palette): void {
  const axis = scales['x']
  if (!axis) return
  const x = Math.round(axis.getPixelForValue(at)) + 0.5
  ctx.save()
  ctx.strokeStyle = palette.text
  ctx.globalAlpha = 0.35
  ctx.beginPath()
  ctx.moveTo(x, chartArea.top)
  ctx.lineTo(x, chartArea.bottom)
  ctx.stroke()
  ctx.restore()
}

function drawFlag(
  { ctx, chartArea, scales }: Chart,
  best: NonNullable<Marks['best']>,
  palette: Palette
): void {
  const [xAxis, yAxis] = [scales['x'], scales['accuracy']]
  if (!xAxis || !yAxis) return
  const x = xAxis.getPixelForValue(best.epoch)
  const y = yAxis.getPixelForValue(best.share)
  const high = Math.max(chartArea.top + 1, y - 22)
  ctx.save()
  ctx.strokeStyle = palette.heldOut
  ctx.fillStyle = palette.heldOut
  ctx.lineWidth = 1.5
  ctx.beginPath()
  ctx.moveTo(x, y - 3)
  ctx.lineTo(x, high)
  ctx.stroke()
  const left = x > chartArea.right - 64
  const way = left ? -1 : 1
  ctx.beginPath()
  ctx.moveTo(x, high)
  ctx.lineTo(x + 9 * way, high + 4)
  ctx.lineTo(x, high + 8)
  ctx.fill()
  ctx.font = `600 11px ${palette.face}`
  ctx.textAlign = left ? 'right' : 'left'
  ctx.textBaseline = 'middle'
  ctx.lineWidth = 4
  ctx.lineJoin = 'round'
  ctx.strokeStyle = palette.bg
  ctx.strokeText(best.text, x + 13 * way, high + 4)
  ctx.fillText(best.text, x + 13 * way, high + 4)
  ctx.restore()
}
