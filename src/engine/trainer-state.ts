import { AppError } from '#shared/errors/app-error'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { EpochSums } from './trainer-ledger'

/** Where a run stands between two batches. */
export interface Position {
  /** Batches trained since the start of the run. */
  readonly step: number
  /** Epochs that are finished, evaluation included. */
  readonly epoch: number
  /** Batches trained of the epoch after those. */
  readonly batch: number
}

export interface Best {
  readonly epoch: number
  readonly score: number
}

/** Everything that the rest of a run follows from. */
export interface TrainingState {
  readonly position: Position
  /** At schedule factor 1. */
  readonly learningRate: number
  readonly sums: EpochSums
  /** Of training in this epoch. */
  readonly seconds: number
  readonly best: Best | null
  readonly weights: readonly StoredTensor[]
  readonly optimizer: readonly StoredTensor[]
  /** Empty without averaging. */
  readonly averages: readonly StoredTensor[]
  /** The weights that the best epoch was scored with; empty before the first epoch ended. */
  readonly bestWeights: readonly StoredTensor[]
}

const refuse = (what: string): never => {
  throw new AppError('checkpoint-invalid', { what: what.slice(0, 300) })
}

/**
 * Throws AppError('checkpoint-invalid') unless `state` is one that a run like `own` comes through: the same tensors in
 * the same shapes, finite, and a position that exists.
 */
export function checkState(state: TrainingState, own: TrainingState, batches: number): void {
  const { step, epoch, batch } = state.position
  if (batch > batches || step !== epoch * batches + batch) refuse(`position (${step}, ${epoch}, ${batch})`)
  checkTensors(state.weights, own.weights)
  checkTensors(state.optimizer, own.optimizer)
  checkTensors(state.averages, own.averages)
  checkTensors(state.bestWeights, state.best ? own.weights : [])
}

function checkTensors(stored: readonly StoredTensor[], own: readonly StoredTensor[]): void {
  const expected = new Map(own.map((tensor) => [tensor.name, tensor]))
  const found = new Set<string>()
  for (const { name, dtype, shape, data } of stored) {
    const like = expected.get(name)
    if (!like) return refuse(`${name} (not part of this model)`)
    if (found.has(name)) refuse(`${name} (twice)`)
    if (dtype !== like.dtype || shape.join() !== like.shape.join())
      refuse(`${name} (${dtype} [${shape.join(', ')}], expected ${like.dtype} [${like.shape.join(', ')}])`)
    if (!isFinite(data)) refuse(`${name} (not finite)`)
    found.add(name)
  }
  for (const name of expected.keys()) if (!found.has(name)) refuse(`${name} (missing)`)
}

/** Whether every number of these tensors is one. */
export function areFinite(tensors: readonly StoredTensor[]): boolean {
  return tensors.every(({ data }) => isFinite(data))
}

function isFinite(data: StoredTensor['data']): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false
  return true
}
