import { describe, expect, it } from 'vitest'
import { en } from '../../../src/renderer/i18n/en'
import { ko } from '../../../src/renderer/i18n/ko'

type Tree = { [key: string]: Tree | string | ((...values: unknown[]) => string) }

/** Every text with its place, functions called with a value of each kind that they take. */
function texts(tree: Tree, place = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const here = place ? `${place}.${key}` : key
    if (typeof value === 'string') found.set(here, value)
    else if (typeof value === 'function') {
      for (const argument of [1, 2000, 'x']) {
        try {
          found.set(`${here}(${argument})`, value(argument, argument, argument, argument))
        } catch {
          // Takes something else, such as a list.
        }
      }
    } else for (const [inner, text] of texts(value, here)) found.set(inner, text)
  }
  return found
}

const english = texts(en as unknown as Tree)
const korean = texts(ko as unknown as Tree)

describe('the two dictionaries', () => {
  it('say the same things', () => {
    expect([...korean.keys()].filter((key) => !key.includes('('))).toEqual(
      [...english.keys()].filter((key) => !key.includes('('))
    )
    expect(english.size).toBeGreaterThan(400)
  })

  it('leave nothing empty in one language that the other says', () => {
    const halves = [...english].filter(([key, text]) => (text === '') !== (korean.get(key) === ''))
    expect(halves).toEqual([])
  })

  it('have Korean wherever English has words', () => {
    const same = [...english]
      .filter(([key, text]) => /[a-z]{4,}/.test(text) && korean.get(key) === text)
      .map(([key]) => key)
    expect(same.filter((key) => !allowed.has(key))).toEqual([])
  })

  it('leave no value unfilled', () => {
    for (const text of [...english.values(), ...korean.values()])
      expect(text).not.toMatch(/undefined|\[object/)
  })

  it('speak politely (해요체) in Korean sentences', () => {
    const blunt = [...korean].filter(([, text]) => /(습니다|십시오|하라|한다)\.?$/.test(text))
    expect(blunt).toEqual([])
  })
})

/** Proper names, which stay as they are. */
const allowed = new Set([
  'frame.appName',
  'settings.languages.en',
  'form.nonlinearities.tanh',
  'form.optimizers.rmsprop',
  'form.nonlinearities.relu',
  'form.optimizers.adam'
])
