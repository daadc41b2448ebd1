import type { Language } from '#shared/schemas/app'
import { en } from './en'
import { ko } from './ko'

export type Texts = typeof en

const dictionaries: Record<Language, Texts> = { en, ko }

/** The language in use: chosen in Settings, else the system's. */
class LanguageState {
  #current = $state<Language>('en')

  get current(): Language {
    return this.#current
  }

  set current(language: Language) {
    this.#current = language
    if (typeof document !== 'undefined') document.documentElement.lang = language
  }

  get texts(): Texts {
    return dictionaries[this.#current]
  }
}

export const language = new LanguageState()

/** All words of the window in the language in use; reactive. */
export const t = (): Texts => language.texts

/** Korean where the system's tag says so, else English. */
export const fromTag = (tag: string): Language => (tag.toLowerCase().startsWith('ko') ? 'ko' : 'en')

/** A data set's name; the sample that ships is called so in the language in use. */
export const nameOf = (data: { readonly name: string; readonly sample: boolean }): string =>
  data.sample ? t().data.sampleName : data.name
