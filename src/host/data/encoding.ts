import { analyse } from 'chardet'
import { ByteDecoder, decodeWhole, encodingLabel } from './text-decoder'
import { surveyLines, type Survey } from './survey'

/**
 * How the bytes of a file become letters. `strict`: proven to be UTF-8 so far, so the rest has to be as well.
 * 'ask': in doubt; the guess stands first.
 */
export type EncodingChoice =
  | { kind: 'known'; encoding: string; strict: boolean }
  | { kind: 'ask'; candidates: string[]; evidence: Uint8Array }

const multibyte = new Set(['euc-kr', 'shift_jis', 'euc-jp', 'gb18030', 'big5', 'iso-2022-jp'])
const common = ['euc-kr', 'shift_jis', 'gb18030', 'big5', 'windows-1252', 'iso-8859-2', 'windows-1251']

const known = (encoding: string, strict = false): EncodingChoice => ({ kind: 'known', encoding, strict })

/**
 * Decides by the first bytes of a file: byte order mark, NULs of UTF-16, strict UTF-8, statistics, question.
 * @param head up to 64 KiB
 */
export function chooseEncoding(head: Uint8Array): EncodingChoice {
  if (head[0] === 0xff && head[1] === 0xfe) return known('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return known('utf-16be')
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return known('utf-8')
  const wide = wideByNuls(head)
  if (wide) return known(wide)
  if (decodeWhole(head, 'utf-8') !== undefined) return known('utf-8', true)
  return chooseBySurvey(surveyLines(head))
}

/** UTF-16 without a mark: its separators and line ends have NULs, all on the same side. */
export function wideByNuls(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  const pairs = head.length / 2
  const encoding = odd > even ? 'utf-16le' : 'utf-16be'
  if (Math.max(odd, even) < Math.max(2, pairs * 0.1) || Math.min(odd, even) > pairs * 0.02) return undefined
  const text = decodeWhole(head.subarray(0, head.length & ~1), encoding)
  return text && /[\n\r,;\t|]/.test(text) ? encoding : undefined
}

/** Decides by how many lines are UTF-8 and by the letters of those that are not. */
export function chooseBySurvey(survey: Survey): EncodingChoice {
  // A few spoilt lines in UTF-8 text: read as UTF-8, and the rows with spoilt letters are left out and counted.
  if (survey.valid > 0 && survey.invalid <= survey.valid / 10) return known('utf-8')
  const candidates = rank(survey.evidence)
  const mixed = survey.valid > survey.invalid / 20
  const sure = mixed ? undefined : certain(candidates, survey.evidence)
  if (sure) return known(sure)
  const names = [...(mixed ? ['utf-8'] : []), ...candidates.map(({ encoding }) => encoding), ...common]
  const readable = [...new Set(names)].filter(
    (encoding) => encoding === 'utf-8' || decodeWhole(survey.evidence, encoding) !== undefined
  )
  return {
    kind: 'ask',
    candidates: [...new Set([...readable.slice(0, 7), 'utf-8'])],
    evidence: survey.evidence
  }
}

interface Candidate {
  encoding: string
  confidence: number
  text: string
}

/** Encodings that the statistics propose and that can decode every byte, most likely first. */
function rank(evidence: Uint8Array): Candidate[] {
  const found = new Map<string, Candidate>()
  const korean = decodeWhole(evidence, 'euc-kr')
  // Newer syllables of windows-949 confuse the statistics; text that is all Hangul does not come about by chance.
  if (korean && mostlyHangul(korean))
    found.set('euc-kr', { encoding: 'euc-kr', confidence: 100, text: korean })
  for (const { name, confidence } of analyse(evidence)) {
    const encoding = encodingLabel(name)
    if (!encoding || found.has(encoding) || confidence < 10 || encoding === 'utf-8') continue
    const text = decodeWhole(evidence, encoding)
    if (text !== undefined) found.set(encoding, { encoding, confidence, text })
  }
  return [...found.values()]
}

function mostlyHangul(text: string): boolean {
  const letters = text.match(/[^\0-\x7f]/g) ?? []
  const hangul = letters.filter((letter) => letter >= '가' && letter <= '힣')
  return new Set(hangul).size >= 6 && hangul.length >= letters.length * 0.95
}

/** The encoding to use without asking, or undefined. */
function certain(candidates: Candidate[], evidence: Uint8Array): string | undefined {
  const [first] = candidates
  if (!first || evidence.length === 0) return undefined
  if (multibyte.has(first.encoding)) return first.confidence >= 60 ? first.encoding : undefined
  // Single-byte encodings decode anything, so only agreement counts: every likely one gives the same letters.
  const likely = candidates.filter(({ confidence }) => confidence * 3 >= first.confidence)
  const agreed = likely.every(({ text, encoding }) => text === first.text && !multibyte.has(encoding))
  const letters = /^[\0-\x7f\p{L}\p{M}‘’´`·–]*$/u.test(first.text)
  return first.confidence >= 40 && agreed && letters ? first.encoding : undefined
}

/** For each encoding, up to five lines of the evidence as it would read them. */
export function sampleLines(evidence: Uint8Array, encodings: readonly string[]): string[][] {
  return encodings.map((encoding) => {
    const text = new ByteDecoder(encoding).push(evidence.subarray(0, 4096))
    return text
      .split(/[\r\n]+/)
      .filter((line) => /[^\0-\x7f]/.test(line))
      .slice(0, 5)
      .map((line) => [...line].slice(0, 120).join(''))
  })
}
