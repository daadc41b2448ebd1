import { AppError } from '#shared/errors/app-error'
import { crc32 } from '#shared/crc32'
import { namesConfigSchema, type NamesConfig } from '#shared/schemas/names-config'
import type { NamesParts } from '#shared/trainer-contract'
import { z } from '#shared/zod'
import { decodeCheckpoint, encodeCheckpoint, parseText } from '../checkpoint'
import { Vocabulary, vocabularySchema, type VocabularyState } from '../text/vocabulary'
import type { TrainingState } from '../trainer-state'
import { createNetwork, type NamesNetwork } from './names-network'

/** Says whether two trainings have the same names in the same order. */
const dataSchema = z.strictObject({ rows: z.int().min(1), sum: z.int().nonnegative() })

/** A checkpoint of the names task, read and checked by itself; whether its tensors fit is for the model to say. */
export interface NamesCheckpoint {
  readonly state: TrainingState
  readonly config: NamesConfig
  readonly classes: readonly string[]
  readonly vocabulary: VocabularyState
  readonly data: z.infer<typeof dataSchema>
}

/** What identifies the training part. */
export function dataMark({ train }: NamesParts): NamesCheckpoint['data'] {
  const bytes = new TextEncoder().encode(JSON.stringify([train.names, [...train.labels]]))
  return { rows: train.names.length, sum: crc32(bytes) }
}

export function encodeNames({
  state,
  config,
  classes,
  vocabulary,
  data
}: NamesCheckpoint): Uint8Array<ArrayBuffer> {
  const texts = {
    task: 'names',
    config: JSON.stringify(config),
    classes: JSON.stringify(classes),
    vocabulary: JSON.stringify(vocabulary),
    data: JSON.stringify(data)
  }
  return encodeCheckpoint({ state, texts })
}

/** @throws AppError 'model-file-…', 'checkpoint-newer' or 'checkpoint-invalid' */
export function decodeNames(bytes: Uint8Array): NamesCheckpoint {
  const { state, texts } = decodeCheckpoint(bytes)
  if (texts['task'] !== 'names') throw new AppError('checkpoint-invalid', { what: 'task' })
  const classes = parseText('classes', texts['classes'], z.array(z.string()).min(2))
  if (new Set(classes).size !== classes.length) throw new AppError('checkpoint-invalid', { what: 'classes' })
  return {
    state,
    config: parseText('config', texts['config'], namesConfigSchema),
    classes,
    vocabulary: parseText('vocabulary', texts['vocabulary'], vocabularySchema),
    data: parseText('data', texts['data'], dataSchema)
  }
}

/** The network of a checkpoint, with the weights of its best epoch, or with the last ones before any epoch ended. */
export function networkOf({ state, config, classes, vocabulary }: NamesCheckpoint): NamesNetwork {
  const network = createNetwork(config, classes, Vocabulary.from(vocabulary))
  const stored = state.bestWeights.length > 0 ? state.bestWeights : state.weights
  try {
    const own = network.model.parameters.variables
    for (const { name } of stored) {
      if (!own.has(name))
        throw new AppError('checkpoint-invalid', { what: `${name} (not part of this model)` })
    }
    network.model.parameters.write(stored)
    return network
  } catch (thrown) {
    network.model.dispose()
    throw thrown
  }
}

/**
 * Throws AppError('checkpoint-invalid') unless a training with these settings and parts may go on from the checkpoint
 * exactly: same network, seed, batches, classes and names.
 */
export function checkSame(checkpoint: NamesCheckpoint, network: NamesNetwork, parts: NamesParts): void {
  const { config } = network
  const same = (what: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a) !== JSON.stringify(b)) throw new AppError('checkpoint-invalid', { what })
  }
  same('model', sortedKeys(checkpoint.config.model), sortedKeys(config.model))
  same('seed', checkpoint.config.seed, config.seed)
  same('batch size', checkpoint.config.training.batchSize, config.training.batchSize)
  same('optimizer', checkpoint.config.training.optimizer, config.training.optimizer)
  same('classes', checkpoint.classes, parts.classes)
  same('vocabulary', checkpoint.vocabulary, network.vocabulary.toState())
  same('data', checkpoint.data, dataMark(parts))
}

const sortedKeys = (value: object): unknown =>
  Object.entries(value)
    .map(([key, inner]): unknown => [
      key,
      typeof inner === 'object' && inner ? sortedKeys(inner as object) : inner
    ])
    .sort()
