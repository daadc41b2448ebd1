import type { Language } from '../schemas/app'
import type { Failure } from '../schemas/failure'
import { errorTextsEn, type ErrorCode, type ErrorText } from './texts.en'
import { errorTextsKo } from './texts.ko'

const texts: Record<Language, Record<ErrorCode, ErrorText>> = { en: errorTextsEn, ko: errorTextsKo }

/** Fractions with three digits: 0.00393, not 0.003931851652578137. */
const say = (value: string | number | undefined): string =>
  typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(3)))
    : String(value ?? '?')

const fill = (text: string, params: Failure['params']): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => say(params[key]))

/** The sentences for a failure in one language. Unknown codes get the text of 'unexpected'. */
export function describeFailure(failure: Failure, language: Language): ErrorText {
  const known = Object.hasOwn(errorTextsEn, failure.code)
  const text = texts[language][known ? (failure.code as ErrorCode) : 'unexpected']
  const params = known ? failure.params : { what: failure.code }
  return { title: fill(text.title, params), reason: fill(text.reason, params), next: fill(text.next, params) }
}
