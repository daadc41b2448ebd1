import { describe, expect, it } from 'vitest'
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '#engine/checkpoint'
import { decode, encode, type Tensor } from '#shared/safetensors'

const tensor = (name: string, ...data: number[]): Tensor => ({
  name,
  dtype: 'F32',
  shape: [data.length],
  data: Float32Array.from(data)
})

const checkpoint: Checkpoint = {
  state: {
    position: { step: 7, epoch: 1, batch: 2 },
    learningRate: 0.1,
    sums: { loss: 1.25, right: 3, examples: 8 },
    seconds: 1.5,
    best: { epoch: 1, score: 0.5 },
    weights: [tensor('fc.weight', 1, 2), tensor('fc.bias', 3)],
    optimizer: [tensor('optimizer.exp_avg', 4, 5, 6), { ...tensor('optimizer.step', 7), shape: [] }],
    averages: [tensor('averaging.weights', 1, 2, 3)],
    bestWeights: [tensor('fc.weight', 8, 9), tensor('fc.bias', 10)]
  },
  texts: { task: 'names', classes: '["a","b"]' }
}

describe('a checkpoint', () => {
  it('comes back as it was', () => {
    expect(decodeCheckpoint(encodeCheckpoint(checkpoint))).toEqual(checkpoint)
  })

  it('keeps numbers to the last bit', () => {
    const odd = { ...checkpoint.state, learningRate: 0.1 + Number.EPSILON, seconds: 1 / 3 }
    expect(decodeCheckpoint(encodeCheckpoint({ ...checkpoint, state: odd })).state).toEqual(odd)
  })

  it('has the weights at the top level, for PyTorch', () => {
    const names = decode(encodeCheckpoint(checkpoint)).tensors.map(({ name }) => name)
    expect(names).toContain('fc.weight')
    expect(names).toContain('best.fc.weight')
  })

  it('is not written when it holds a NaN', () => {
    const state = { ...checkpoint.state, weights: [tensor('fc.weight', Number.NaN)] }
    expect(() => encodeCheckpoint({ ...checkpoint, state })).toThrow(/model-file-not-finite/)
  })

  it('is refused when any byte of it has changed', () => {
    const bytes = encodeCheckpoint(checkpoint)
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice()
      changed[at] ^= 1
      expect(() => decodeCheckpoint(changed), `byte ${at}`).toThrow()
    }
  })

  it('is refused when it is cut', () => {
    const bytes = encodeCheckpoint(checkpoint)
    for (let length = 0; length < bytes.length; length += 7)
      expect(() => decodeCheckpoint(bytes.slice(0, length))).toThrow(/model-file/)
  })

  const withMetadata = (change: Record<string, string>): Uint8Array => {
    const { tensors, metadata } = decode(encodeCheckpoint(checkpoint))
    return encode({ tensors, metadata: { ...metadata, ...change } })
  }

  it('is refused when it is of a newer format, or of none', () => {
    expect(() => decodeCheckpoint(withMetadata({ format: '99' }))).toThrow(/checkpoint-newer.*99/)
    expect(() => decodeCheckpoint(withMetadata({ format: 'x' }))).toThrow(/checkpoint-invalid/)
  })

  it.each(['', '{', '{}', '[]', 'null', '{"position":{"step":-1}}'])(
    'is refused with training %j',
    (training) => {
      expect(() => decodeCheckpoint(withMetadata({ training }))).toThrow(/checkpoint-invalid/)
    }
  )

  it('needs our checksum', () => {
    const { tensors, metadata } = decode(encodeCheckpoint(checkpoint))
    const header = Object.fromEntries(
      tensors.map(({ name, dtype, shape, data }) => [
        name,
        { dtype, shape, data_offsets: [0, data.byteLength] }
      ])
    )
    const json = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata, ...header }))
    const bytes = new Uint8Array(8 + json.length)
    new DataView(bytes.buffer).setUint32(0, json.length, true)
    bytes.set(json, 8)
    expect(() => decodeCheckpoint(bytes)).toThrow(/model-file/)
  })
})
