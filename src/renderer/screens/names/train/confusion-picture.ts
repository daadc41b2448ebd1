import type { Palette } from '../../../charts/picture'

export interface ConfusionPicture {
  readonly names: readonly string[]
  readonly counts: readonly (readonly number[])[]
  readonly share: (row: number, column: number) => number
  /** Side of a cell, in pixels. */
  readonly cell: number
  /** Room for the names at the left and the top. */
  readonly room: number
}

/** The matrix on a canvas, as the window shows it. */
export function drawConfusion(
  pen: CanvasRenderingContext2D,
  palette: Palette,
  figure: ConfusionPicture
): void {
  const { names, counts, share, cell, room } = figure
  pen.textBaseline = 'middle'
  names.forEach((name, i) => {
    const middle = room + i * cell + cell / 2
    pen.fillStyle = palette.text
    pen.textAlign = 'right'
    pen.fillText(name, room - 8, middle, room - 8)
    pen.save()
    pen.translate(middle, room - 8)
    pen.rotate(-Math.PI / 2)
    pen.textAlign = 'left'
    pen.fillText(name, 0, 0, room - 8)
    pen.restore()
  })
  pen.textAlign = 'center'
  pen.font = `10px ${palette.face}`
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      const [x, y] = [room + j * cell, room + i * cell]
      pen.fillStyle = palette.panel
      pen.fillRect(x, y, cell - 1, cell - 1)
      pen.fillStyle = `rgba(${palette.trainRgb}, ${share(i, j)})`
      pen.fillRect(x, y, cell - 1, cell - 1)
      if (count === 0) return
      pen.fillStyle = share(i, j) > 0.55 ? palette.bg : palette.text
      pen.fillText(String(count), x + cell / 2, y + cell / 2, cell - 2)
    })
  })
}
