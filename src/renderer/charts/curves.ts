import {
  Chart,
  LineController,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  type ChartDataset
} from 'chart.js'
import { curveMarks, noMarks, type Marks } from './curve-marks'
import { lineIds, type LineId, type Point, type Series } from './curve-series'
import { readPalette, type Palette } from './picture'

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale)

export interface CurveView {
  readonly series: Series
  readonly hidden: readonly string[]
  readonly logLoss: boolean
  readonly epochs: number
  readonly marks: Marks
  readonly words: { readonly loss: string; readonly accuracy: string; readonly epoch: string }
  readonly percent: (share: number) => string
  readonly fixed: (value: number) => string
}

const isLoss = (id: LineId): boolean => id === 'trainLoss' || id === 'heldOutLoss'
const isHeldOut = (id: LineId): boolean => id === 'heldOutLoss' || id === 'heldOutAccuracy'

/** A live chart is a device you feed: loss on the left axis, accuracy on the right. Never animates, paints at most ten times a second. */
export class Curves {
  readonly #chart: Chart<'line', Point[]>
  #palette: Palette = readPalette()
  #view: CurveView | null = null
  #painted = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly least = 100
  ) {
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: lineIds.map((id) => ({ ...lineStyle(id, this.#palette), data: [] })) },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        responsive: true,
        maintainAspectRatio: false,
        events: [],
        layout: { padding: { top: 6 } },
        scales: axes(this.#palette, false)
      },
      plugins: [curveMarks(() => ({ marks: this.#view?.marks ?? noMarks, palette: this.#palette }))]
    })
  }

  feed(view: CurveView): void {
    this.#view = view
    const wait = this.#painted + this.least - performance.now()
    if (wait <= 0) return this.#paint()
    this.#timer ??= setTimeout(() => this.#paint(), wait)
  }

  /** After the theme has changed. */
  recolour(): void {
    this.#palette = readPalette()
    this.#chart.data.datasets.forEach((dataset, i) => {
      const id = lineIds[i]
      if (id) Object.assign(dataset, lineStyle(id, this.#palette))
    })
    this.#paint()
  }

  /** The epoch under a place on the canvas, in pixels from its left edge. */
  epochAt(x: number): number {
    return Math.round(this.#chart.scales['x']?.getValueForPixel(x) ?? 0)
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#chart.destroy()
  }

  #paint(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#painted = performance.now()
    const view = this.#view
    if (!view) return
    lineIds.forEach((id, i) => {
      const dataset = this.#chart.data.datasets[i]
      if (!dataset) return
      dataset.data = view.series[id] as Point[]
      dataset.hidden = view.hidden.includes(id)
    })
    this.#chart.options.scales = axes(this.#palette, view.logLoss, view)
    this.#chart.update('none')
  }
}

/** Held-out lines carry points while there is room for them: they are told apart without colour too. */
const pointRadius = (id: LineId, points: number): number =>
  isHeldOut(id) && points <= 60 ? (id === 'heldOutAccuracy' ? 2.5 : 2) : points === 1 ? 2 : 0

function lineStyle(id: LineId, palette: Palette): Omit<ChartDataset<'line', Point[]>, 'data'> {
  const colour = isHeldOut(id) ? palette.heldOut : palette.train
  return {
    yAxisID: isLoss(id) ? 'loss' : 'accuracy',
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: isLoss(id) ? 1.25 : id === 'heldOutAccuracy' ? 2.25 : 1.75,
    borderDash: isLoss(id) ? [2, 2.5] : [],
    borderCapStyle: 'butt',
    pointBorderWidth: 0,
    pointRadius: (context) => pointRadius(id, context.dataset.data.length),
    pointHitRadius: 0,
    clip: 4
  }
}

function axes(
  palette: Palette,
  logLoss: boolean,
  view?: CurveView
): NonNullable<Chart<'line'>['options']['scales']> {
  const font = { family: palette.face, size: 11 }
  const ticks = { color: palette.muted, font, maxRotation: 0 }
  const title = (text: string | undefined): object => ({
    display: text !== undefined,
    text,
    color: palette.muted,
    font
  })
  const border = { color: palette.line }
  return {
    x: {
      type: 'linear',
      min: 0,
      max: view?.epochs ?? 10,
      border,
      grid: { display: false },
      ticks: { ...ticks, precision: 0, maxTicksLimit: 11 },
      title: title(view?.words.epoch)
    },
    loss: {
      type: logLoss ? 'logarithmic' : 'linear',
      position: 'left',
      ...(logLoss ? {} : { min: 0 }),
      border: { display: false },
      grid: { display: false },
      ticks: {
        ...ticks,
        maxTicksLimit: 6,
        callback: (value) => view?.fixed(Number(value)) ?? ''
      },
      title: title(view?.words.loss)
    },
    accuracy: {
      type: 'linear',
      position: 'right',
      min: 0,
      max: 1,
      border: { display: false },
      grid: { color: palette.line, drawTicks: false },
      ticks: { ...ticks, stepSize: 0.2, padding: 6, callback: (value) => view?.percent(Number(value)) ?? '' },
      title: title(view?.words.accuracy)
    }
  }
}
