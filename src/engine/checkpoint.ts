import { AppError } from '#shared/errors/app-error'
import { decode, encode, type Tensor as StoredTensor } from '#shared/safetensors'
import { z } from '#shared/zod'
import type { TrainingState } from './trainer-state'

// [Note: checkpoints] One safetensors file. At the top level stand the weights by PyTorch's names, so that
// `safetensors.torch.load_file` gives a state dict; beside them, by prefix, `optimizer.` (its slots), `averaging.` (the
// moving average), `best.` (the weights of the best epoch). What is no tensor is JSON in the metadata. Random streams
// need no place: each is made again from the seed and the position (engine/random/stream). The file carries a checksum.

/** Format that this version writes, and the newest that it reads. */
export const checkpointFormat = 1

const count = z.int().nonnegative()

const trainingSchema = z.strictObject({
  position: z.strictObject({ step: count, epoch: count, batch: count }),
  learningRate: z.number().positive(),
  sums: z.strictObject({ loss: z.number(), right: z.number().nonnegative(), examples: count }),
  seconds: z.number().nonnegative(),
  best: z.strictObject({ epoch: z.int().min(1), score: z.number() }).nullable()
})

export interface Checkpoint {
  readonly state: TrainingState
  /** What the task keeps beside the numbers: its own JSON texts. */
  readonly texts: Readonly<Record<string, string>>
}

const prefixes = { optimizer: 'optimizer.', averages: 'averaging.', best: 'best.' } as const

/** @throws AppError 'model-file-not-finite': what diverged is never written */
export function encodeCheckpoint({ state, texts }: Checkpoint): Uint8Array<ArrayBuffer> {
  const { weights, optimizer, averages, bestWeights, ...training } = state
  const best = bestWeights.map((tensor) => ({ ...tensor, name: prefixes.best + tensor.name }))
  return encode({
    tensors: [...weights, ...optimizer, ...averages, ...best],
    metadata: { ...texts, format: String(checkpointFormat), training: JSON.stringify(training) }
  })
}

/** @throws AppError 'model-file-…', 'checkpoint-newer' or 'checkpoint-invalid' */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decode(bytes, { checksum: 'required' })
  const { format, training, ...texts } = metadata
  if (Number(format) > checkpointFormat)
    throw new AppError('checkpoint-newer', { version: Number(format), known: checkpointFormat })
  if (Number(format) !== checkpointFormat) throw new AppError('checkpoint-invalid', { what: 'format' })
  const parsed = parseText('training', training, trainingSchema)
  const having = (prefix: string): StoredTensor[] => tensors.filter(({ name }) => name.startsWith(prefix))
  const known = Object.values(prefixes)
  return {
    state: {
      ...parsed,
      weights: tensors.filter(({ name }) => !known.some((prefix) => name.startsWith(prefix))),
      optimizer: having(prefixes.optimizer),
      averages: having(prefixes.averages),
      bestWeights: having(prefixes.best).map((tensor) => ({
        ...tensor,
        name: tensor.name.slice(prefixes.best.length)
      }))
    },
    texts
  }
}

/** A JSON text of a checkpoint by its schema. @throws AppError 'checkpoint-invalid' */
export function parseText<Schema extends z.ZodType>(
  name: string,
  text: string | undefined,
  schema: Schema
): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(text ?? ''))
  } catch (thrown) {
    throw new AppError('checkpoint-invalid', { what: name }, String(thrown).slice(0, 2000))
  }
}
