import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '#shared/crc32'
import { decode, encode, type Tensor } from '#shared/safetensors'

const text = new TextEncoder()

/** A file from a raw header, as an attacker would write it. */
function file(header: string | Uint8Array, data: Uint8Array = new Uint8Array(), length?: number): Uint8Array {
  const json = typeof header === 'string' ? text.encode(header) : header
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}

const tensor = (dtype: string, shape: unknown, offsets: unknown): string =>
  JSON.stringify({ dtype, shape, data_offsets: offsets })

const one = (body: string): string => `{"a":${body}}`

const good: Tensor[] = [
  { name: 'bytes', dtype: 'U8', shape: [3], data: new Uint8Array([1, 2, 3]) },
  { name: 'weight', dtype: 'F32', shape: [2, 2], data: new Float32Array([1, -0, 1e-40, 3.5]) },
  { name: 'ids', dtype: 'I32', shape: [], data: new Int32Array([-7]) },
  { name: 'none', dtype: 'F32', shape: [0, 4], data: new Float32Array() }
]

describe('encode and decode', () => {
  it('round trip every tensor and all metadata, bit for bit', () => {
    const metadata = { config: '{"a":1}', 'quote"d': '"crc32":"deadbeef"', 이름: '값' }
    const back = decode(encode({ tensors: good, metadata }), { checksum: 'required' })
    expect(back.metadata).toEqual(metadata)
    expect(new Map(back.tensors.map((t) => [t.name, t]))).toEqual(new Map(good.map((t) => [t.name, t])))
    expect(Object.is(back.tensors.find((t) => t.name === 'weight')?.data[1], -0)).toBe(true)
  })

  it('round trip what fast-check thinks of', () => {
    const value = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constant(-0))
    const names = fc.uniqueArray(fc.string({ maxLength: 20 }), { maxLength: 5 })
    fc.assert(
      fc.property(names, fc.array(value, { maxLength: 9 }), fc.string(), (all, values, note) => {
        const tensors = all
          .filter((name) => name !== '__metadata__' && name !== '__proto__')
          .map((name): Tensor => {
            return { name, dtype: 'F32', shape: [values.length], data: new Float32Array(values) }
          })
        const back = decode(encode({ tensors, metadata: { note } }))
        expect(back.metadata).toEqual({ note })
        expect(new Map(back.tensors.map((t) => [t.name, t]))).toEqual(
          new Map(tensors.map((t) => [t.name, t]))
        )
      })
    )
  })

  it('align the data, also when the file arrives at an odd address', () => {
    const bytes = encode({ tensors: good, metadata: {} })
    const odd = new Uint8Array(bytes.length + 1)
    odd.set(bytes, 1)
    expect(decode(odd.subarray(1))).toEqual(decode(bytes))
    expect(decode(Buffer.from(odd.buffer, 1))).toEqual(decode(bytes)) // a Buffer's slice is no copy
  })

  it('never write what is not finite, does not fit its shape, or has a name twice', () => {
    const write = (...tensors: Tensor[]) => encode({ tensors, metadata: {} })
    const a: Tensor = { name: 'a', dtype: 'F32', shape: [1], data: new Float32Array([1]) }
    for (const value of [NaN, Infinity, -Infinity]) {
      const bad = { ...a, data: new Float32Array([value]) }
      expect(() => write(bad)).toThrow('model-file-not-finite')
    }
    expect(() => write({ ...a, shape: [2] })).toThrow('model-file-layout')
    expect(() => write(a, a)).toThrow('model-file-layout')
  })

  it('CRC-32 is the one that gzip and zip use', () => {
    expect(crc32(text.encode('123456789'))).toBe(0xcbf43926)
    expect(crc32(text.encode('6789'), crc32(text.encode('12345')))).toBe(0xcbf43926)
    expect(crc32(new Uint8Array())).toBe(0)
  })
})

// The negative tests of huggingface/safetensors, ported, and the ones of our own limits.
const zeros = (n: number): Uint8Array => new Uint8Array(n)
const many = (n: number, offsets: (i: number) => [number, number]): string =>
  `{${Array.from({ length: n }, (_, i) => `"${i}":${tensor('F32', [1], offsets(i))}`).join()}}`

const refused: [string, Uint8Array, string][] = [
  ['empty', zeros(0), 'model-file-not'],
  ['7 bytes', zeros(7), 'model-file-not'],
  ['header too small', file('', zeros(0)), 'model-file-not'],
  ['header longer than the file', file('{}', zeros(0), 3), 'model-file-cut'],
  ['header above 1 MiB', file('{}'.padEnd(1024 * 1024 + 1)), 'model-file-large'],
  ['header length 2^64 - 1', new Uint8Array(16).fill(255), 'model-file-large'],
  ['header length 2^32', file('{}', zeros(8), 2 ** 32), 'model-file-large'],
  ['header not UTF-8', file(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 'model-file-not'],
  ['header not JSON', file('{]'), 'model-file-not'],
  ['header with a leading space', file(' {}'), 'model-file-not'],
  ['header with a byte order mark', file('\ufeff{}'), 'model-file-not'],
  ['header that is an array', file('[]'), 'model-file-not'],
  ['incomplete data', file(one(tensor('F32', [2, 2], [0, 16])), zeros(15)), 'model-file-cut'],
  ['extra bytes (polyglot)', file(one(tensor('F32', [2, 2], [0, 16])), zeros(17)), 'model-file-layout'],
  [
    'offsets that overlap',
    file(
      many(2, () => [0, 4]),
      zeros(8)
    ),
    'model-file-layout'
  ],
  [
    '100,000 tensors on one region',
    file(
      many(10_000, () => [0, 4]),
      zeros(4)
    ),
    'model-file-large'
  ],
  [
    'a hole',
    file(
      many(2, (i) => [i * 8, i * 8 + 4]),
      zeros(12)
    ),
    'model-file-layout'
  ],
  ['a start above 0', file(one(tensor('F32', [1], [4, 8])), zeros(8)), 'model-file-layout'],
  ['end before begin', file(one(tensor('F32', [1], [4, 0])), zeros(4)), 'model-file-layout'],
  ['size against shape', file(one(tensor('F32', [3], [0, 4])), zeros(4)), 'model-file-layout'],
  ['shape overflow', file(one(tensor('F32', [2 ** 52, 4], [0, 16])), zeros(16)), 'model-file-layout'],
  ['shape overflow to zero', file(one(tensor('F32', [2 ** 50, 2 ** 50, 0], [0, 0]))), 'model-file-layout'],
  ['negative shape', file(one(tensor('F32', [-1, -4], [0, 16])), zeros(16)), 'model-file-layout'],
  ['fraction in shape', file(one(tensor('F32', [0.5, 2], [0, 4])), zeros(4)), 'model-file-layout'],
  ['shape as text', file(one(tensor('F32', '4', [0, 16])), zeros(16)), 'model-file-layout'],
  ['three offsets', file(one(tensor('F32', [1], [0, 4, 8])), zeros(4)), 'model-file-layout'],
  ['unknown type', file(one(tensor('F64', [1], [0, 8])), zeros(8)), 'model-file-type'],
  ['type constructor', file(one(tensor('constructor', [1], [0, 8])), zeros(8)), 'model-file-type'],
  ['a tensor that is null', file(one('null')), 'model-file-layout'],
  [
    'a tensor with more fields',
    file('{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0],"x":1}}'),
    'model-file-layout'
  ],
  [
    'doubled tensor',
    file(`{"a":${tensor('F32', [0], [0, 0])},"\\u0061":${tensor('F32', [0], [0, 0])}}`),
    'model-file-layout'
  ],
  [
    'doubled field',
    file('{"a":{"dtype":"F32","dtype":"F32","shape":[0],"data_offsets":[0,0]}}'),
    'model-file-layout'
  ],
  ['__proto__ as tensor', file(`{"__proto__":${tensor('F32', [0], [0, 0])}}`), 'model-file-layout'],
  ['metadata not text', file('{"__metadata__":{"a":1}}'), 'model-file-metadata'],
  ['metadata an array', file('{"__metadata__":["a"]}'), 'model-file-metadata'],
  ['metadata null', file('{"__metadata__":null}'), 'model-file-metadata'],
  ['NaN', file(one(tensor('F32', [1], [0, 4])), new Uint8Array([0, 0, 0xc0, 0x7f])), 'model-file-not-finite'],
  ['a checksum of another file', file('{"__metadata__":{"crc32":"00000000"}}'), 'model-file-damaged'],
  ['a checksum too short', file('{"__metadata__":{"crc32":"1"}}'), 'model-file-damaged']
]

describe('decode refuses', () => {
  it.each(refused)('%s', (_, bytes, code) => {
    const start = performance.now()
    expect(() => decode(bytes)).toThrow(code)
    expect(performance.now() - start).toBeLessThan(1000) // 100 ms on a machine that does nothing else
  })

  it('a file without a checksum, when it must be ours', () => {
    expect(decode(file('{}')).tensors).toEqual([])
    expect(() => decode(file('{}'), { checksum: 'required' })).toThrow('model-file-damaged')
  })

  it('every single damaged byte, and every cut', () => {
    const bytes = encode({ tensors: good, metadata: { step: '12' } })
    const accepted: number[] = []
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice()
      damaged[at]! ^= 1 << (at % 8)
      try {
        decode(damaged, { checksum: 'required' })
        accepted.push(at)
      } catch (thrown) {
        expect(String(thrown)).toContain('model-file-')
      }
      expect(() => decode(bytes.subarray(0, at))).toThrow('model-file-')
    }
    expect(accepted).toEqual([])
  })

  it('random bytes, with nothing but our own errors', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.json(), (bytes, json) => {
        for (const attempt of [bytes, file(bytes), file(json, bytes)]) {
          try {
            decode(attempt)
          } catch (thrown) {
            expect(thrown).toMatchObject({ name: 'AppError' })
          }
        }
      })
    )
  })
})

describe('decode accepts', () => {
  it('an empty file, a tensor of no elements, padding, and metadata of its own', () => {
    expect(decode(file('{}      '))).toEqual({ tensors: [], metadata: {} })
    expect(decode(file(one(tensor('F32', [2, 0], [0, 0])))).tensors[0]?.data.length).toBe(0)
    expect(decode(file('{"__metadata__":{"format":"pt"}}')).metadata).toEqual({ format: 'pt' })
  })
})
