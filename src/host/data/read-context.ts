import type { ReadOptions, ReadQuestion } from '#shared/schemas/names-data'
import type { Wanted } from './layout'
import type { Pace } from './pace'

/** Heard while a file is read: bytes of the file on disk, and rows so far. */
export type ReadProgress = (file: string, bytes: number, total: number, rows: number) => void

/** What every reader needs to know. */
export interface ReadContext {
  readonly options: ReadOptions
  readonly wanted: Wanted
  /** One file, so that a chosen encoding is meant for it and nothing else. */
  readonly single: boolean
  /** Nobody can answer: the guess about columns is taken. */
  readonly unattended: boolean
  /** Classes of the training file, when this is its test file. */
  readonly knownLabels?: ReadonlySet<string>
  readonly pace: Pace
  readonly progress?: ReadProgress
}

/** A question without the file it is about. */
export type Asked = Pick<ReadQuestion, 'about' | 'guess'> &
  Partial<Pick<ReadQuestion, 'encodings' | 'samples' | 'header' | 'preview' | 'count'>>
