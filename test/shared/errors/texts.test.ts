import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { describeFailure } from '#shared/errors/describe'
import { errorTextsEn, type ErrorText } from '#shared/errors/texts.en'
import { errorTextsKo } from '#shared/errors/texts.ko'

const codes = Object.keys(errorTextsEn)
const languages = [
  ['en', errorTextsEn as Record<string, ErrorText>],
  ['ko', errorTextsKo as Record<string, ErrorText>]
] as const
const places = (text: ErrorText): string[] =>
  [...`${text.title} ${text.reason} ${text.next}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort()

/** First words of next steps in English: a verb, or a condition before one. */
const verbs =
  /^(Add|Allow|Ask|Bring|Change|Check|Choose|Close|Connect|Convert|Copy|Cut|Delete|Export|Fill|Free|Give|Install|Keep|Leave|Make|Mend|Move|Name|Open|Pack|Pick|Reload|Remove|Rename|Repair|Replace|Resume|Run|Save|Set|Shorten|Split|Start|Stop|Train|Try|Turn|Type|Unpack|Update|Use|Wait|Write)\b/

describe.each(languages)('error texts in %s', (language, texts) => {
  it.each(codes)('%s', (code) => {
    const text = texts[code]!
    for (const part of [text.title, text.reason, text.next]) {
      expect(part.trim().length).toBeGreaterThan(1)
      expect(part.length).toBeLessThanOrEqual(200)
      expect(part).not.toMatch(/Error:|undefined|\n| stack/)
    }
    // The same values in both languages, or one of them hides what the other says.
    expect(places(text)).toEqual(places((errorTextsEn as Record<string, ErrorText>)[code]!))
    if (language === 'en') expect(text.next).toMatch(verbs)
    else expect(`${text.title}${text.reason}${text.next}`).toMatch(/[가-힣]/)
    if (language === 'ko') expect(text.next).toMatch(/세요|해요|봐요|돼요|있어요/)
    const params = Object.fromEntries(places(text).map((name) => [name, 'x']))
    const said = describeFailure({ code, params }, language)
    expect(`${said.title}${said.reason}${said.next}`).not.toMatch(/[{}?]\w*\}?$/)
    expect(`${said.title}${said.reason}${said.next}`).not.toContain('{')
  })
})

/** Every `new AppError('code', …)` in the sources names all that its text needs. */
describe('thrown failures', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts')
  )
  const thrown = files.flatMap((file) => {
    const source = readFileSync(path.join('src', file), 'utf8')
    return [...source.matchAll(/new AppError\(\s*'([a-z0-9-]+)'/g)].map((match) => ({
      file,
      code: match[1]!
    }))
  })

  it('are found at all', () => expect(thrown.length).toBeGreaterThan(50))

  it('have texts', () => {
    for (const { file, code } of thrown) expect(codes, file).toContain(code)
  })
})
