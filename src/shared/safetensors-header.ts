import { AppError } from './errors/app-error'
import type { Dtype } from './safetensors'

/** Where one tensor lies in the data that follows the header, in bytes. */
export interface TensorEntry {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

interface Header {
  readonly entries: readonly TensorEntry[]
  readonly metadata: Readonly<Record<string, string>>
  readonly dataStart: number
}

const maximumHeader = 1024 * 1024
const maximumTensors = 2000
const widths: ReadonlyMap<unknown, number> = new Map([
  ['F32', 4],
  ['I32', 4],
  ['U8', 1]
])

const layout = (tensor: string): AppError =>
  new AppError('model-file-layout', { tensor: tensor.slice(0, 80) })

/**
 * Reads and checks the header of a model file: every refusal of safetensors (contiguous offsets without overlap or
 * hole, sizes that follow from shape and type, no doubled key), and ours (header up to 1 MiB, 2,000 tensors: nine networks of eight layers and their best epoch).
 * @throws AppError 'model-file-…'
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8) throw new AppError('model-file-not')
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8)
  const length = view.getUint32(0, true)
  if (view.getUint32(4, true) !== 0 || length > maximumHeader) throw new AppError('model-file-large')
  if (length < 2) throw new AppError('model-file-not')
  if (length > bytes.length - 8) throw new AppError('model-file-cut')
  const { metadata, ...tensors } = parse(bytes.subarray(8, 8 + length))
  const entries = tensors.list.map(([name, value]) => entry(name, value))
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end)
  const dataStart = 8 + length
  let next = 0
  for (const { name, begin, end } of entries) {
    if (begin !== next) throw layout(name)
    next = end
  }
  const there = bytes.length - dataStart
  if (next > there) throw new AppError('model-file-cut')
  if (next < there) throw layout('')
  return { entries, metadata, dataStart }
}

function parse(bytes: Uint8Array): { list: [string, unknown][]; metadata: Record<string, string> } {
  if (bytes[0] !== 0x7b) throw new AppError('model-file-not') // '{'
  let value: object
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text) as object
    refuseDoubledKeys(text)
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : new AppError('model-file-not', {}, String(thrown))
  }
  const all = Object.entries(value)
  const list = all.filter(([key]) => key !== '__metadata__')
  if (list.length > maximumTensors) throw new AppError('model-file-large')
  const note = all.find(([key]) => key === '__metadata__')
  const found: unknown = note ? note[1] : {}
  const isTexts = isObject(found) && Object.values(found).every((text) => typeof text === 'string')
  if (!isTexts) throw new AppError('model-file-metadata')
  return { list, metadata: found as Record<string, string> }
}

function entry(name: string, value: unknown): TensorEntry {
  if (!isObject(value) || Object.keys(value).sort().join() !== 'data_offsets,dtype,shape') throw layout(name)
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>
  const width = widths.get(dtype)
  if (width === undefined) {
    throw new AppError('model-file-type', { tensor: name.slice(0, 80), type: String(dtype).slice(0, 20) })
  }
  if (!isSizes(shape) || shape.length > 8 || !isSizes(offsets) || offsets.length !== 2) throw layout(name)
  const [begin, end] = offsets as [number, number]
  let size = width
  for (const n of shape) {
    size *= n
    if (!Number.isSafeInteger(size)) throw layout(name)
  }
  if (end < begin || end - begin !== size) throw layout(name)
  return { name, dtype: dtype as Dtype, shape, begin, end }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSizes = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && (n as number) >= 0)

/** JSON.parse keeps the last of two equal keys without a word. `text` is valid JSON. */
function refuseDoubledKeys(text: string): void {
  const open: (Set<string> | null)[] = []
  for (const [token, string] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (string !== undefined) {
      const key = JSON.parse(string) as string
      const keys = open[open.length - 1]
      if (!keys || keys.has(key) || key === '__proto__') throw layout(key)
      keys.add(key)
    }
  }
}
