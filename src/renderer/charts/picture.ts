// Figures as pictures: drawn anew on a canvas of their own, in the colours of the window, twice as dense.

export interface Palette {
  readonly bg: string
  readonly panel: string
  readonly line: string
  readonly text: string
  readonly muted: string
  readonly accent: string
  readonly train: string
  readonly trainRgb: string
  readonly heldOut: string
  readonly heldOutRgb: string
  readonly track: string
  readonly face: string
}

/** The colours in force now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    bg: read('--bg'),
    panel: read('--panel'),
    line: read('--line'),
    text: read('--text'),
    muted: read('--muted'),
    accent: read('--accent'),
    train: read('--train'),
    trainRgb: read('--train-rgb'),
    heldOut: read('--held-out'),
    heldOutRgb: read('--held-out-rgb'),
    track: read('--track'),
    face: read('--face')
  }
}

const density = 2
const edge = 24
const head = 32

/** A picture with a title; `draw` works in a plane of `width` x `height` pixels below it. */
export function picture(
  title: string,
  width: number,
  height: number,
  draw: (pen: CanvasRenderingContext2D, palette: Palette) => void
): Promise<Blob> {
  const palette = readPalette()
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * edge) * density
  canvas.height = (height + 2 * edge + head) * density
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.reject(new Error('no canvas'))
  pen.scale(density, density)
  pen.fillStyle = palette.bg
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = palette.text
  pen.font = `600 15px ${palette.face}`
  pen.textBaseline = 'middle'
  pen.fillText(title, edge, edge + 8)
  pen.translate(edge, edge + head)
  pen.font = `12px ${palette.face}`
  draw(pen, palette)
  return toBlob(canvas)
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

export interface Bar {
  readonly label: string
  /** Length of the bar in [0, 1]. */
  readonly share: number
  readonly text: string
}

const row = 22

/** Named bars under each other, as a picture. */
export function barPicture(title: string, bars: readonly Bar[], width = 560): Promise<Blob> {
  return picture(title, width, bars.length * row, (pen, palette) => {
    const names = Math.min(160, Math.max(...bars.map((bar) => pen.measureText(bar.label).width)) + 12)
    const room = width - names - 64
    bars.forEach((bar, i) => {
      const y = i * row
      pen.fillStyle = palette.text
      pen.fillText(bar.label, 0, y + row / 2, names - 8)
      pen.fillStyle = palette.train
      pen.fillRect(names, y + 4, Math.max(1, room * bar.share), row - 8)
      pen.fillStyle = palette.muted
      pen.fillText(bar.text, names + room * bar.share + 8, y + row / 2)
    })
  })
}
