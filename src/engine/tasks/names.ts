import { AppError } from '#shared/errors/app-error'
import type { HeldOutScores, Watched } from '#shared/schemas/names-metrics'
import type { NamesParts } from '#shared/trainer-contract'
import { gradientOf } from '../models/gradient'
import type { BatchGradient } from '../models/model'
import { namesBatch } from '../models/names-batch'
import { stream } from '../random/stream'
import { shuffledBatches } from '../text/batches'
import type { Encoded } from '../text/vocabulary'
import type { Task, Turn } from '../trainer-task'
import { answersOf, probabilitiesOf, watch } from './names-answers'
import { createNetwork, readName, sequencesOf, vocabularyFor, type NamesNetwork } from './names-network'
import type { NamesConfig } from '#shared/schemas/names-config'
import { balancedWeights, scoresOf } from './scores'

/** What an epoch scores on held-out names. */
export interface NamesScores {
  readonly heldOut: HeldOutScores
  /** Counts, row-major [truth][answer]. */
  readonly confusion: number[][]
  readonly watched: Watched[]
}

/** Names to learn from, and names to be tested on. */
export class NamesTask implements Task<NamesScores> {
  readonly network: NamesNetwork
  readonly batches: number
  /** Names predicted again after every epoch. */
  watched: readonly string[]
  readonly #train: readonly Encoded[]
  readonly #heldOut: readonly Encoded[]
  #epoch: readonly Int32Array[] = []

  /** Throws AppError('names-parts-invalid') for parts that cannot be trained on. */
  constructor(
    config: NamesConfig,
    private readonly parts: NamesParts,
    watched: readonly string[]
  ) {
    checkParts(parts)
    this.watched = watched
    const { classWeights, labelSmoothing, batchSize } = config.training
    const balanced = classWeights === 'balanced'
    this.network = createNetwork(config, parts.classes, vocabularyFor(config, parts.train.names), {
      labelSmoothing,
      classWeights: balanced ? balancedWeights(parts.train.labels, parts.classes.length) : null
    })
    this.batches = Math.ceil(parts.train.names.length / batchSize)
    this.#train = parts.train.names.map((name) => readName(this.network, name))
    this.#heldOut = parts.heldOut.names.map((name) => readName(this.network, name))
  }

  get parameters() {
    return this.network.model.parameters
  }

  examples(batch: number): number {
    const { batchSize } = this.network.config.training
    return Math.min(batchSize, this.#train.length - batch * batchSize)
  }

  beginEpoch(epoch: number): void {
    const { seed, training } = this.network.config
    this.#epoch = shuffledBatches(this.#train.length, training.batchSize, stream(seed, 'shuffle', epoch))
  }

  gradient(batch: number, step: number): BatchGradient {
    const rows = this.#epoch[batch]
    const names = Array.from(rows, (row) => this.#train[row])
    const labels = rows.map((row) => this.parts.train.labels[row])
    const { seed } = this.network.config
    const { sequences, pairs } = sequencesOf(names)
    return gradientOf(this.network.model, namesBatch(sequences, labels, pairs), stream(seed, 'dropout', step))
  }

  async evaluate(turn: Turn): Promise<NamesScores> {
    const C = this.network.classes.length
    const { labels } = this.parts.heldOut
    const probabilities = await probabilitiesOf(this.network, this.#heldOut, turn)
    const answers = answersOf(probabilities, C).classes
    const { confusion, ...scores } = scoresOf(labels, answers, this.parts.clean, C)
    let loss = 0
    for (let row = 0; row < labels.length; row++) {
      loss -= Math.log(Math.max(probabilities[row * C + labels[row]], smallest))
    }
    return {
      heldOut: { loss: loss / labels.length, ...scores, count: labels.length },
      confusion,
      watched: await watch(this.network, this.watched, turn)
    }
  }

  score({ heldOut }: NamesScores): number {
    return heldOut.accuracy
  }

  dispose(): void {
    this.network.model.dispose()
  }
}

/** The smallest normal float32: the loss of one name is at most 87 nats. */
const smallest = 2 ** -126

function checkParts({ classes, train, heldOut, clean }: NamesParts): void {
  const refuse = (what: string): never => {
    throw new AppError('names-parts-invalid', { what })
  }
  for (const [part, { names, labels }] of Object.entries({ train, heldOut })) {
    if (names.length === 0) refuse(`No names to ${part === 'train' ? 'train on' : 'test on'}.`)
    if (names.length !== labels.length) refuse(`${names.length} names, ${labels.length} labels.`)
    if (!labels.every((label) => label >= 0 && label < classes.length)) refuse('A label is not a class.')
  }
  if (clean.length !== heldOut.names.length) refuse(`${heldOut.names.length} names, ${clean.length} marks.`)
}
