import { AppError } from '#shared/errors/app-error'
import type { SkipReason } from '#shared/schemas/names-data'
import type { ByteFile } from './byte-file'
import { sampleLines } from './encoding'
import { LineSplitter } from './lines'
import { rowLimit, type TableBuilder } from './name-table'
import type { Asked, ReadContext } from './read-context'
import { openText, type TextHint } from './text-file'

/**
 * Reads a file of names, one a line, all of one class. Commas and quotes are letters here.
 * @returns a question about the encoding, or nothing when the file has been read
 * @throws AppError; NotUtf8 when the file has to be read again with another hint
 */
export async function readClassFile(
  file: ByteFile,
  label: string,
  hint: TextHint,
  context: ReadContext,
  table: TableBuilder
): Promise<Asked | undefined> {
  const { options, pace, progress } = context
  const opened = await openText(file, hint, options.encoding, false)
  try {
    const { choice } = opened
    if (choice.kind === 'ask') {
      const samples = sampleLines(choice.evidence, choice.candidates)
      return {
        about: 'encoding',
        guess: { ...options, encoding: choice.candidates[0] },
        encodings: choice.candidates,
        samples,
        preview: (samples[0] ?? []).map((line) => [line, label])
      }
    }
    const before = table.rows
    const splitter = new LineSplitter()
    const take = (text: string, line: number): void => {
      const name = text.trim()
      if (name !== '') table.add(name, label, file.name, line)
    }
    for await (const chunk of opened.text()) {
      for (const line of splitter.push(chunk)) take(line.text, line.number)
      if (pace.due) await pace.rest()
      pace.check()
      if (table.rows > rowLimit)
        throw new AppError('data-too-many-rows', {
          file: file.name,
          limit: rowLimit.toLocaleString('en-US')
        })
    }
    for (const line of splitter.end()) take(line.text, line.number)
    table.note('replaced', opened.replaced())
    const rows = table.rows - before
    table.file({ name: file.name, encoding: choice.encoding, rows, skipped: rows === 0 ? 'empty' : null })
    progress?.(file.name, file.size, file.size, table.rows)
    return undefined
  } finally {
    await opened.close()
  }
}

/** What makes one file of a folder be passed over instead of failing the folder. */
export function passOver(thrown: unknown): SkipReason | undefined {
  if (!(thrown instanceof AppError)) return undefined
  switch (thrown.code) {
    case 'data-binary':
    case 'data-not-text':
    case 'data-workbook':
    case 'data-gzip-nested':
    case 'data-gzip-damaged':
    case 'data-gzip-bomb':
      return 'binary'
    case 'data-file-unreadable':
    case 'data-file-missing':
    case 'data-not-a-file':
      return 'unreadable'
    default:
      return undefined
  }
}
