import { dataTextsEn } from './data.en'
import { filesTextsEn } from './files.en'
import { frontsTextsEn } from './fronts.en'
import { nativeTextsEn } from './native.en'
import { runsTextsEn } from './runs.en'
import { trainingTextsEn } from './training.en'

/** title: what happened; reason: why, and what is safe; next: what to do, beginning with a verb. `{x}` is a value. */
export interface ErrorText {
  title: string
  reason: string
  next: string
}

const general = {
  unexpected: {
    title: 'Something went wrong',
    reason: '{what}',
    next: 'Try again; if it happens again, copy the details and report them.'
  },
  'bad-message': {
    title: 'A message was refused',
    reason: '{what}',
    next: 'Reload the window.'
  },
  'connection-lost': {
    title: 'The connection was lost',
    reason: 'The program behind this page does not answer.',
    next: 'Start Unroll again.'
  }
} as const satisfies Record<string, ErrorText>

export const errorTextsEn = {
  ...general,
  ...dataTextsEn,
  ...filesTextsEn,
  ...frontsTextsEn,
  ...runsTextsEn,
  ...trainingTextsEn,
  ...nativeTextsEn
} as const

export type ErrorCode = keyof typeof errorTextsEn
