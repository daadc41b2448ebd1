import { toAppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import type { Language } from '#shared/schemas/app'
import { exitCodeOf } from './exit-code'

/** A stream as far as we use it. */
export interface Sink {
  readonly isTTY?: boolean | undefined
  write(text: string): unknown
}

/** The language of the terminal: LC_ALL, LC_MESSAGES, LANG, as every program reads them. */
export function terminalLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const found = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return found.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}

/**
 * What a command says. With --json: one JSON object a line on stdout and nothing else there. Else lines for people on
 * stdout, and on a terminal one line of progress on stderr that is written over.
 */
export class Output {
  #progress = false

  constructor(
    readonly json: boolean,
    private readonly out: Sink = process.stdout,
    private readonly err: Sink = process.stderr,
    private readonly language: Language = terminalLanguage()
  ) {}

  /** @param value what --json prints; `lines`: what people read instead */
  say(value: unknown, ...lines: string[]): void {
    if (this.json) this.out.write(`${JSON.stringify(value)}\n`)
    else for (const line of lines) this.line(line)
  }

  /** For people only. */
  line(text: string): void {
    if (this.json) return
    this.clear()
    this.out.write(`${text}\n`)
  }

  /** Shown on a terminal until the next line. */
  progress(text: string): void {
    if (this.json || !this.err.isTTY) return
    this.err.write(`\r${text}\x1b[K`)
    this.#progress = true
  }

  clear(): void {
    if (this.#progress) this.err.write('\r\x1b[K')
    this.#progress = false
  }

  /** One line on stderr: a sentence, or with --json { code, message, params }. Returns the exit code. */
  fail(thrown: unknown): number {
    this.clear()
    const failure = toAppError(thrown).toFailure()
    const { title, reason, next } = describeFailure(failure, this.language)
    const message = [title, reason, next].map(sentence).join(' ').replace(/\s+/g, ' ')
    const line = this.json ? JSON.stringify({ code: failure.code, message, params: failure.params }) : message
    this.err.write(`${line}\n`)
    if (process.env['UNROLL_DEBUG'] && failure.detail) this.err.write(`${failure.detail}\n`)
    return exitCodeOf(failure)
  }
}

/** Ended by a full stop, where it has no end of its own. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** Columns of text, each as wide as its widest cell; numbers (given as such) stand right. */
export function table(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column]).length))
  )
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  )
}

/** 0.8412 -> '84.1 %' */
export const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${(share * 100).toFixed(1)} %`
