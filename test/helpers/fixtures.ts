import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-core'
import { decode } from '#shared/safetensors'

/** Numbers that tools/fixtures.py wrote. */
export interface Fixture<Case> {
  readonly cases: readonly Case[]
  has(name: string): boolean
  tensor<T extends tf.Tensor = tf.Tensor2D>(name: string): T
  values(name: string): Float32Array
  shape(name: string): readonly number[]
  /** Names under `prefix/`, without it. */
  names(prefix: string): string[]
}

export function fixture<Case>(name: string): Fixture<Case> {
  const { tensors, metadata } = decode(readFileSync(`test/fixtures/${name}.safetensors`))
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  const find = (key: string) => {
    const found = byName.get(key)
    if (!found) throw new Error(`${name} has no ${key}`)
    return found
  }
  const values = (key: string) => Float32Array.from(find(key).data)
  return {
    cases: JSON.parse(metadata.cases) as Case[],
    has: (key) => byName.has(key),
    tensor: (key) => tf.tensor(values(key), [...find(key).shape]) as never,
    values,
    shape: (key) => find(key).shape,
    names: (prefix) =>
      [...byName.keys()]
        .filter((key) => key.startsWith(`${prefix}/`))
        .map((key) => key.slice(prefix.length + 1))
  }
}
