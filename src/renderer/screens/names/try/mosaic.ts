/** How the units of one state are laid out as small squares: `columns` of `cell` pixels each. */
export interface Mosaic {
  readonly cell: number
  readonly columns: number
  readonly rows: number
}

const sizes = [16, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2]

/** The largest squares with which `units` fit into `width` x `height` pixels. */
export function layOut(units: number, width: number, height: number): Mosaic {
  for (const cell of sizes) {
    const columns = Math.floor(width / cell)
    const rows = Math.ceil(units / columns)
    if (rows * cell <= height || cell === 2) return { cell, columns, rows }
  }
  return { cell: 2, columns: Math.floor(width / 2), rows: Math.ceil(units / Math.floor(width / 2)) }
}

/** The unit under a point, or null beside the last one. */
export function unitAt(mosaic: Mosaic, units: number, x: number, y: number): number | null {
  const column = Math.floor(x / mosaic.cell)
  const unit = Math.floor(y / mosaic.cell) * mosaic.columns + column
  return column >= 0 && column < mosaic.columns && unit >= 0 && unit < units ? unit : null
}
