import type { ParameterInit } from '../models/parameters'
import { normalArray, uniformArray } from '../random/fill'
import type { RandomStream } from '../random/stream'
import { recurrentShapes, type RecurrentConfig } from './recurrent'

// First values, equal in distribution to PyTorch's defaults.

/** torch.nn.Embedding: standard normal. [rows, size] */
export function embeddingInit(
  name: string,
  rows: number,
  size: number,
  random: RandomStream
): ParameterInit[] {
  return [{ name: `${name}.weight`, shape: [rows, size], values: normalArray(random, rows * size) }]
}

/** torch.nn.RNN, GRU and LSTM: uniform within 1 / sqrt(H), biases too. */
export function recurrentInit(name: string, config: RecurrentConfig, random: RandomStream): ParameterInit[] {
  const bound = 1 / Math.sqrt(config.hiddenSize)
  return recurrentShapes(config).map(([parameter, shape]) => {
    const size = shape.reduce((product, n) => product * n, 1)
    return { name: `${name}.${parameter}`, shape, values: uniformArray(random, size, -bound, bound) }
  })
}

/** torch.nn.Linear: uniform within 1 / sqrt(inputs), bias too (kaiming_uniform_ with a = sqrt 5). [outputs, inputs] */
export function linearInit(
  name: string,
  inputs: number,
  outputs: number,
  random: RandomStream
): ParameterInit[] {
  const bound = 1 / Math.sqrt(inputs)
  const values = (size: number) => uniformArray(random, size, -bound, bound)
  return [
    { name: `${name}.weight`, shape: [outputs, inputs], values: values(outputs * inputs) },
    { name: `${name}.bias`, shape: [outputs], values: values(outputs) }
  ]
}
