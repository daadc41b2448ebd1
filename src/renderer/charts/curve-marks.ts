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

/** Names stand above their lines, at the left where curves are still low; two that are close go above and below. */
function drawNames({ ctx, chartArea, scales }: Chart, marks: Marks, palette: Palette): void {
  const axis = scales['accuracy']
  if (!axis) return
  ctx.save()
  ctx.font = `11px ${palette.face}`
  ctx.textAlign = 'right'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = palette.bg
  ctx.fillStyle = palette.muted
  const sorted = [...marks.baselines].sort((a, b) => b.share - a.share)
  sorted.forEach(({ share, text }, i) => {
    const y = axis.getPixelForValue(share)
    const above = sorted[i - 1]
    const close = above !== undefined && Math.abs(axis.getPixelForValue(above.share) - y) < 18
    const place = close ? y + 12 : y - 5
    ctx.strokeText(text, chartArea.right - 6, place)
    ctx.fillText(text, chartArea.right - 6, place)
  })
  ctx.restore()
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
