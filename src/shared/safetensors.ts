import { crc32 } from './crc32'
import { AppError } from './errors/app-error'
import { readHeader } from './safetensors-header'

// Model files: 8 bytes of length, a JSON header, tensors. The format of huggingface/safetensors, which Python opens;
// reading one never runs code. Ours also carry a CRC-32 of the whole file in `__metadata__.crc32`.

export type Dtype = 'F32' | 'I32' | 'U8'

export type TensorData = Float32Array | Int32Array | Uint8Array

export interface Tensor {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** Row-major; its length is the product of the shape. */
  readonly data: TensorData
}

export interface ModelFile {
  readonly tensors: readonly Tensor[]
  readonly metadata: Readonly<Record<string, string>>
}

export interface DecodeOptions {
  /** 'required' refuses a file without our checksum: for what we wrote ourselves. */
  readonly checksum?: 'required' | 'if-present'
}

const blank = '00000000'
const marker = new TextEncoder().encode('"crc32":"')

/** Where the eight digits of the checksum stand, or -1. Inside JSON strings quotes are escaped: no other place matches. */
function digitsAt(bytes: Uint8Array, headerEnd: number): number {
  for (let at = 8; at + marker.length + blank.length < headerEnd; at++) {
    if (marker.every((byte, i) => bytes[at + i] === byte)) return at + marker.length
  }
  return -1
}

/** CRC-32 of the file as if its own digits were zeros. */
function sumOf(bytes: Uint8Array, digits: number): string {
  const zeros = new TextEncoder().encode(blank)
  const sum = crc32(bytes.subarray(digits + 8), crc32(zeros, crc32(bytes.subarray(0, digits))))
  return sum.toString(16).padStart(8, '0')
}

/**
 * Writes a model file. Tensors of 4-byte types come first and the header is padded to 8 bytes, so all data is aligned.
 * @throws AppError 'model-file-layout' for a shape that does not fit its data or a name that is used twice,
 * 'model-file-not-finite' for NaN or infinity: what diverged is never written.
 */
export function encode(file: ModelFile): Uint8Array<ArrayBuffer> {
  const ordered = [...file.tensors].sort((a, b) => Number(a.dtype === 'U8') - Number(b.dtype === 'U8'))
  const header: [string, unknown][] = [['__metadata__', { crc32: blank, ...file.metadata }]]
  const names = new Set(['__metadata__', '__proto__'])
  let end = 0
  for (const { name, dtype, shape, data } of ordered) {
    const size = shape.reduce((product, n) => product * n, 1)
    if (size !== data.length || names.has(name)) throw new AppError('model-file-layout', { tensor: name })
    checkFinite(name, data)
    names.add(name)
    header.push([name, { dtype, shape, data_offsets: [end, (end += data.byteLength)] }])
  }
  if ('crc32' in file.metadata) throw new AppError('model-file-metadata')
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)))
  const headerEnd = 8 + Math.ceil(json.length / 8) * 8
  const bytes = new Uint8Array(headerEnd + end)
  new DataView(bytes.buffer).setUint32(0, headerEnd - 8, true) // the upper 4 bytes stay 0
  bytes.fill(0x20, 8, headerEnd)
  bytes.set(json, 8)
  let at = headerEnd
  for (const { data } of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  const digits = digitsAt(bytes, headerEnd)
  bytes.set(new TextEncoder().encode(sumOf(bytes, digits)), digits)
  return bytes
}

/**
 * Reads a model file, or refuses it with a reason before anything large is allocated. Tensors are views of `bytes`
 * where it is aligned, else of one copy.
 * @throws AppError 'model-file-…'
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): ModelFile {
  const { entries, metadata, dataStart } = readHeader(bytes)
  const digits = digitsAt(bytes, dataStart)
  const whole = digits >= 0 && metadata['crc32'] === sumOf(bytes, digits)
  if (!whole && (options.checksum === 'required' || metadata['crc32'] !== undefined)) {
    throw new AppError('model-file-damaged')
  }
  let data = bytes.subarray(dataStart)
  if (data.byteOffset % 4 !== 0) data = new Uint8Array(data) // not slice: of a Buffer that is no copy
  const tensors = entries.map(({ name, dtype, shape, begin, end }): Tensor => {
    const tensor = { name, dtype, shape, data: view(data, dtype, begin, end) }
    checkFinite(name, tensor.data)
    return tensor
  })
  const { crc32: _sum, ...rest } = metadata
  return { tensors, metadata: rest }
}

function view(data: Uint8Array, dtype: Dtype, begin: number, end: number): TensorData {
  if (dtype === 'U8') return data.subarray(begin, end)
  const part =
    (data.byteOffset + begin) % 4 === 0
      ? data.subarray(begin, end)
      : new Uint8Array(data.subarray(begin, end))
  const Type = dtype === 'F32' ? Float32Array : Int32Array
  return new Type(part.buffer as ArrayBuffer, part.byteOffset, part.byteLength / 4)
}

function checkFinite(name: string, data: TensorData): void {
  if (!(data instanceof Float32Array)) return
  for (let i = 0; i < data.length; i++) {
    if (!Number.isFinite(data[i]!)) throw new AppError('model-file-not-finite', { tensor: name.slice(0, 80) })
  }
}
