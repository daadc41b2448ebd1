import { AppError } from '#shared/errors/app-error'
import type { FileHandle, ReadOptions, ReadQuestion } from '#shared/schemas/names-data'
import { ByteFile } from './byte-file'
import { isTextName, labelOf, listClassFolder, type ClassFile } from './class-folder'
import type { Wanted } from './layout'
import { TableBuilder, type NameTable } from './name-table'
import { Pace } from './pace'
import { passOver, readClassFile } from './read-class-file'
import type { Asked, ReadContext, ReadProgress } from './read-context'
import { readCsv } from './read-csv'
import { surveyFile, type TextHint } from './text-file'
import { NotUtf8 } from './text-decoder'
import { GzipCut } from './unpack'

/** A file or folder that the user granted, and where it is. */
export interface GrantedFile {
  readonly path: string
  readonly handle: FileHandle
}

export interface ReadRequest {
  readonly files: readonly GrantedFile[]
  readonly options: ReadOptions
  readonly wanted: Wanted
  readonly unattended?: boolean
  readonly knownLabels?: ReadonlySet<string>
  readonly signal?: AbortSignal
  readonly progress?: ReadProgress
}

export type ReadOutcome = { kind: 'table'; table: NameTable } | { kind: 'question'; question: ReadQuestion }

/** One file to read, and how: as rows of a table, or as names of one class. */
type Source = { file: GrantedFile; path: string; name: string; label: string | null; inFolder: boolean }

const manyClasses = 1000
/** Entries of a folder that a report lists; the others are counted. */
const listedSkips = 200

/**
 * Reads names and classes from CSV files, text files named after their class, and folders of these; or names alone.
 * Nothing is kept when it fails or asks.
 * @throws AppError for everything that stands in the way
 */
export async function readNames(request: ReadRequest): Promise<ReadOutcome> {
  const pace = new Pace(request.signal)
  const hints = new Map<string, TextHint>()
  // A file whose end contradicts its beginning is read again, knowing better: twice at most for each.
  for (;;) {
    const outcome = await readOnce(request, hints, pace)
    if (outcome !== 'again') return outcome
  }
}

async function readOnce(
  request: ReadRequest,
  hints: Map<string, TextHint>,
  pace: Pace
): Promise<ReadOutcome | 'again'> {
  const { options, wanted, unattended = false, knownLabels, progress } = request
  const table = new TableBuilder()
  const sources = await listSources(request, table, pace)
  const [first] = sources
  if (!first) return emptyFolder(request, table)
  const context: ReadContext = {
    ...{ options, wanted, unattended, knownLabels, pace, progress },
    single: sources.length === 1
  }
  const classes = new Set(sources.map(({ label }) => label)).size
  if (wanted === 'labelled' && tooMany(classes, request)) return askClasses(first.file, options, classes)
  for (const source of sources) {
    const asked = await readSource(source, hints, context, table)
    if (asked === 'again') return 'again'
    if (asked && unattended)
      throw new AppError('data-question-open', { file: source.name, about: asked.about })
    if (asked) return { kind: 'question', question: complete(asked, source.file.handle) }
  }
  if (table.rows === 0) throw new AppError('data-no-rows', { file: first.file.handle.name, rows: 0 })
  if (wanted === 'labelled' && tooMany(table.classes, request))
    return askClasses(first.file, options, table.classes)
  return { kind: 'table', table: table.build() }
}

const tooMany = (classes: number, { options, knownLabels }: ReadRequest): boolean =>
  classes > manyClasses && !options.acceptManyClasses && !knownLabels

async function listSources(request: ReadRequest, table: TableBuilder, pace: Pace): Promise<Source[]> {
  const sources: Source[] = []
  // Several text files together are the layout of a folder; a single one may be a table.
  const texts = request.files.filter(({ handle }) => handle.kind === 'file' && isTextName(handle.name))
  const named = request.wanted === 'labelled' && texts.length > 1
  for (const file of request.files) {
    const { kind, name } = file.handle
    if (kind === 'folder') {
      const { files, skipped } = await listClassFolder(file.path, name, pace)
      sources.push(...files.map((entry: ClassFile) => ({ file, ...entry, inFolder: true })))
      table.note('files-skipped', skipped.length)
      for (const { name: entry, reason } of skipped.slice(0, listedSkips))
        table.file({ name: entry, encoding: '', rows: 0, skipped: reason })
    } else {
      const label = named && isTextName(name) ? labelOf(name) : null
      sources.push({ file, path: file.path, name, label, inFolder: false })
    }
  }
  return sources
}

async function readSource(
  source: Source,
  hints: Map<string, TextHint>,
  context: ReadContext,
  table: TableBuilder
): Promise<Asked | 'again' | undefined> {
  const hint = hints.get(source.path) ?? {}
  let file: ByteFile | undefined
  try {
    file = await ByteFile.open(source.path, source.name)
    const asked =
      source.label === null
        ? await readCsv(file, hint, context, table)
        : await readClassFile(file, source.label, hint, context, table)
    await file.verify()
    return asked
  } catch (thrown) {
    if (thrown instanceof GzipCut && !hint.cut) {
      hints.set(source.path, { ...hint, cut: true })
      return 'again'
    }
    if (thrown instanceof NotUtf8 && file && !hint.choice) {
      const choice = await surveyFile(file, hint, () => context.pace.check())
      hints.set(source.path, { ...hint, choice })
      return 'again'
    }
    const reason = source.inFolder ? passOver(thrown) : undefined
    if (!reason) throw thrown
    table.note('files-skipped')
    table.file({ name: source.name, encoding: '', rows: 0, skipped: reason })
    return undefined
  } finally {
    await file?.close()
  }
}

function emptyFolder({ files }: ReadRequest, table: TableBuilder): never {
  const skipped = table.build().notes.get('files-skipped') ?? 0
  throw new AppError('data-folder-empty', { file: files[0]?.handle.name ?? '', skipped })
}

const askClasses = (file: GrantedFile, options: ReadOptions, count: number): ReadOutcome => ({
  kind: 'question',
  question: complete(
    { about: 'many-classes', guess: { ...options, acceptManyClasses: true }, count },
    file.handle
  )
})

const complete = (asked: Asked, file: FileHandle): ReadQuestion => ({
  encodings: [],
  samples: [],
  header: null,
  preview: [],
  count: null,
  ...asked,
  file
})
