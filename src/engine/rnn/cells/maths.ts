import type { Cell } from '../sequence'
import type { CellMaths } from './cell'
import { elman } from './elman'
import { gru } from './gru'
import { lstm } from './lstm'

const table = {
  gru: () => gru,
  lstm: () => lstm,
  rnn: ({ nonlinearity }: Cell) => elman(nonlinearity)
}

export function mathsOf(cell: Cell): CellMaths {
  return table[cell.kind](cell)
}

/** G: gates of a cell. */
export function gatesOf(kind: Cell['kind']): number {
  return { rnn: 1, gru: 3, lstm: 4 }[kind]
}
