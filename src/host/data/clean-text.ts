/** A name or a class as it enters the data set, and what was done to it. */
export interface CleanText {
  readonly text: string
  /** NUL and other control codes were taken out. */
  readonly removed: boolean
  /** Was not NFC. */
  readonly composed: boolean
  /** Holds U+FFFD: a letter was lost in decoding. */
  readonly lost: boolean
}

/** Longest name and class that are kept, in code points; the longest that a configuration can ask for. */
export const longestName = 512
export const longestLabel = 200
/** Length that training cuts names to unless told otherwise. */
export const usualLongest = 64

const plain = /^[\x20-\x7e]*$/
const lineSpace = /[\t\n\v\f\r\x85\u2028\u2029]+/g
const controls = /[\0-\x1f\x7f-\x9f]/g
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const nothingVisible = /^[\s\p{Cf}\p{Cc}\u115f\u1160\u3164]*$/u
// Marks that turn the direction of writing, and letters without width; joiners inside emoji and Persian are not among them.
const hidden = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/

/** NFC, line ends and tabs as spaces, no control codes, no lone surrogates. Spaces at the ends are the reader's affair. */
export function cleanText(raw: string): CleanText {
  if (plain.test(raw)) return { text: raw, removed: false, composed: false, lost: false }
  const spaced = raw.replace(lineSpace, ' ')
  const kept = spaced.replace(controls, '').replace(loneSurrogate, '\ufffd')
  const text = kept.normalize('NFC')
  return {
    text,
    removed: kept.length !== spaced.length,
    composed: text !== kept,
    lost: text.includes('\ufffd')
  }
}

/** Nothing in it that a person could see. */
export const isBlank = (text: string): boolean => nothingVisible.test(text)

/** Holds marks that a list has to show as symbols, lest a name passes for another. */
export const hasHiddenMarks = (text: string): boolean => hidden.test(text)

/** Length in code points. */
export function codePoints(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length) at++
    count++
  }
  return count
}

/** A string of its own, not a slice that keeps the whole chunk of its file in memory. */
export const detach = (text: string): string => (text.length < 13 ? text : ` ${text}`.slice(1))
