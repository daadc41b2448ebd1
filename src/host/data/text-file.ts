import { AppError } from '#shared/errors/app-error'
import type { ByteFile } from './byte-file'
import { chooseBySurvey, chooseEncoding, wideByNuls, type EncodingChoice } from './encoding'
import { isGzip, refuseBinary, refuseSignature } from './magic'
import { LineSurvey } from './survey'
import { ByteDecoder, requireEncoding } from './text-decoder'
import { unpack } from './unpack'

/** Bytes by which a file is judged. */
const headBytes = 64 * 1024

/** What an earlier pass over the file has found out. */
export interface TextHint {
  /** The encoding as every line of the file decides it. */
  choice?: EncodingChoice
  /** Its gzip data is cut off. */
  cut?: boolean
}

export interface OpenedText {
  /** Null: a person has to choose. */
  readonly choice: EncodingChoice
  /** The first 64 KiB as the best guess reads them. */
  readonly head: string
  /** True when the head is everything. */
  readonly whole: boolean
  /** All text, from the start. @throws NotUtf8 when bytes behind the head contradict it; GzipCut */
  text(): AsyncGenerator<string>
  /** The gzip data is cut off, and what comes before the cut is read. */
  readonly cut: boolean
  /** Letters lost so far. */
  replaced(): number
  /** Ends the reading, wherever it stands. */
  close(): Promise<unknown>
}

/** The bytes of the file, unpacked where it is gzip. Its content decides, not its name. */
async function* content(
  file: ByteFile,
  tolerateCut: boolean,
  onRead?: (bytes: number) => void
): AsyncGenerator<Uint8Array> {
  const chunks = file.chunks(onRead)
  const first = await chunks.next()
  if (first.done) return
  const all = (async function* () {
    yield first.value
    yield* chunks
  })()
  yield* isGzip(first.value) ? unpack(all, file.name, tolerateCut) : all
}

/**
 * Opens a file as text: unpacks, refuses what is not text, and decides the encoding.
 * @param encoding the user's own choice; `force`: also against a mark or proof of UTF-8
 * @throws AppError for everything that is not text; GzipCut
 */
export async function openText(
  file: ByteFile,
  hint: TextHint,
  encoding: string | undefined,
  force: boolean,
  onRead?: (bytes: number) => void
): Promise<OpenedText> {
  const bytes = content(file, hint.cut === true, onRead)
  const close = () => bytes.return(undefined)
  try {
    const start = await readHead(bytes)
    const head = start.subarray(0, headBytes)
    const choice = judge(head, file.name, hint, encoding, force)
    const known = choice.kind === 'known'
    const decoder = new ByteDecoder(
      known ? choice.encoding : (choice.candidates[0] ?? 'utf-8'),
      known && choice.strict
    )
    return {
      choice,
      head: new ByteDecoder(decoder.encoding).push(head),
      whole: start.length < headBytes,
      cut: hint.cut === true,
      replaced: () => decoder.replaced,
      close,
      async *text() {
        yield decoder.push(start)
        for await (const chunk of bytes) yield decoder.push(chunk)
        if (!hint.cut) yield decoder.end()
      }
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** The first 64 KiB, and what came with them; less only where there is no more. */
async function readHead(bytes: AsyncGenerator<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  while (size < headBytes) {
    const next = await bytes.next()
    if (next.done) break
    parts.push(next.value)
    size += next.value.length
  }
  return Buffer.concat(parts)
}

/** Refuses what is not text; decides the encoding of what is. */
function judge(
  head: Buffer,
  file: string,
  hint: TextHint,
  encoding: string | undefined,
  force: boolean
): EncodingChoice {
  refuseSignature(head, file)
  if (isGzip(head)) throw new AppError('data-gzip-nested', { file })
  const told = encoding === undefined ? undefined : requireEncoding(encoding, file)
  const wide = marked(head) || wideByNuls(head) !== undefined || told?.startsWith('utf-16') === true
  refuseBinary(head, file, wide)
  return choose(head, hint, told, force)
}

const marked = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

function choose(head: Uint8Array, hint: TextHint, told: string | undefined, force: boolean): EncodingChoice {
  if (told && force) return { kind: 'known', encoding: told, strict: false }
  const choice = hint.choice ?? chooseEncoding(head)
  return choice.kind === 'ask' && told ? { kind: 'known', encoding: told, strict: false } : choice
}

/** Reads all of a file whose head promised UTF-8 in vain, and decides by every line. */
export async function surveyFile(file: ByteFile, hint: TextHint, check: () => void): Promise<EncodingChoice> {
  const survey = new LineSurvey()
  for await (const chunk of content(file, hint.cut === true)) {
    check()
    survey.push(chunk)
  }
  return chooseBySurvey(survey.end())
}
