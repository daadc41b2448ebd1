import { Chart, LineController, LineElement, LinearScale, PointElement } from 'chart.js'
import type { Point } from './curve-series'
import { readPalette } from './picture'

Chart.register(LineController, LineElement, PointElement, LinearScale)

export interface CompareView {
  readonly lines: readonly {
    readonly points: readonly Point[]
    readonly colour: string
    readonly dash: readonly number[]
  }[]
  /** A share in [0, 1], or a loss. */
  readonly share: boolean
  readonly words: { readonly x: string; readonly y: string }
  readonly format: (value: number) => string
}

/** One measure of several runs over each other. A colour may be a variable of the style sheet. */
export class CompareCurves {
  readonly #chart: Chart<'line', Point[]>

  constructor(canvas: HTMLCanvasElement) {
    this.#chart = new Chart<'line', Point[]>(canvas, {
      type: 'line',
      data: { datasets: [] },
      options: {
        animation: false,
        parsing: false,
        normalized: true,
        maintainAspectRatio: false,
        events: [],
        elements: { point: { radius: 0 } }
      }
    })
  }

  feed(view: CompareView): void {
    const palette = readPalette()
    const style = getComputedStyle(document.documentElement)
    const colour = (name: string): string =>
      name.startsWith('var(') ? style.getPropertyValue(name.slice(4, -1)).trim() : name
    const font = { family: palette.face, size: 11 }
    const ticks = { color: palette.muted, font, maxRotation: 0 }
    this.#chart.data.datasets = view.lines.map((line) => ({
      data: [...line.points],
      borderColor: colour(line.colour),
      backgroundColor: colour(line.colour),
      borderDash: [...line.dash],
      borderWidth: 2,
      pointRadius: line.points.length === 1 ? 3 : 0
    }))
    this.#chart.options.scales = {
      x: {
        type: 'linear',
        min: 0,
        border: { color: palette.line },
        grid: { display: false },
        ticks: { ...ticks, precision: 0 },
        title: { display: true, text: view.words.x, color: palette.muted, font }
      },
      y: {
        type: 'linear',
        ...(view.share ? { suggestedMax: 1 } : { min: 0 }),
        border: { display: false },
        grid: { color: palette.line, drawTicks: false },
        ticks: { ...ticks, padding: 6, callback: (value) => view.format(Number(value)) },
        title: { display: true, text: view.words.y, color: palette.muted, font }
      }
    }
    this.#chart.update('none')
  }

  destroy(): void {
    this.#chart.destroy()
  }
}
