/** One line of a text: its number in the file from 1, its letters, and what ended it ('' at the end of the text). */
export interface Line {
  readonly number: number
  readonly text: string
  readonly end: string
  /** More than `longestLine` letters: only the first of them are here. */
  readonly tooLong: boolean
}

/** Letters of a line that are looked at. Nothing that belongs into memory has longer ones. */
export const longestLine = 1 << 20

/** Splits a stream of text into lines, at LF, CR LF, CR, U+2028 and U+2029, mixed as they come. */
export class LineSplitter {
  #rest = ''
  #number = 1
  /** Set while the remainder of an overlong line is passed over. */
  #overlong: string | undefined;

  *push(chunk: string): Generator<Line> {
    let text = this.#rest + chunk
    // A CR at the end may be half of a CR LF.
    const held = text.endsWith('\r') ? '\r' : ''
    if (held) text = text.slice(0, -1)
    const breaks = /\r\n|[\n\r\u2028\u2029]/g
    let start = 0
    for (let found = breaks.exec(text); found; found = breaks.exec(text)) {
      yield this.#line(text.slice(start, found.index), found[0])
      start = breaks.lastIndex
    }
    const rest = start === 0 ? text : text.slice(start)
    if (rest.length > longestLine) {
      this.#overlong ??= rest.slice(0, longestLine)
      this.#rest = held
    } else this.#rest = rest + held
  }

  /** The last line, when the text does not end with a line end. */
  *end(): Generator<Line> {
    if (this.#rest.endsWith('\r')) yield this.#line(this.#rest.slice(0, -1), '\r')
    else if (this.#rest || this.#overlong !== undefined) yield this.#line(this.#rest, '')
    this.#rest = ''
  }

  #line(text: string, end: string): Line {
    const number = this.#number++
    const overlong = this.#overlong ?? (text.length > longestLine ? text.slice(0, longestLine) : undefined)
    this.#overlong = undefined
    return { number, text: overlong ?? text, end, tooLong: overlong !== undefined }
  }
}
