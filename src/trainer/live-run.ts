import * as tf from '@tensorflow/tfjs-core'
import { checkSame, dataMark, decodeNames, encodeNames } from '#engine/tasks/names-checkpoint'
import type { NamesScores } from '#engine/tasks/names'
import type { NamesNetwork } from '#engine/tasks/names-network'
import { namesTraining, type NamesTraining } from '#engine/tasks/names-training'
import { Trainer } from '#engine/trainer'
import type { TrainingState } from '#engine/trainer-state'
import type { EpochReport } from '#engine/trainer-terms'
import { AppError } from '#shared/errors/app-error'
import type { DeviceId } from '#shared/schemas/devices'
import type { Failure } from '#shared/schemas/failure'
import type { Epoch } from '#shared/schemas/names-metrics'
import type { TrainerEmitter, TrainerService } from '#shared/trainer-contract'
import { trainingFailure } from './failure'
import { turn } from './turn'

type StartInput = Parameters<TrainerService['training']['start']>[0]

const heartbeatEvery = 1000 // ms

/** The run in training: the names task under a trainer, its checkpoints on their way to the host, its heart. */
export class LiveRun {
  readonly run: string
  readonly trainer: Trainer<NamesScores>
  readonly #training: NamesTraining
  readonly #data: ReturnType<typeof dataMark>
  #sequence = 0
  /** The checkpoint that the host has not answered yet. */
  #flying: { sequence: number; stored: () => void; failed: (failure: AppError) => void } | null = null
  #ended = false

  /** Throws AppError('names-parts-invalid'). */
  private constructor(
    private readonly input: StartInput,
    private readonly device: DeviceId,
    private readonly emit: TrainerEmitter
  ) {
    this.run = input.run
    this.#data = dataMark(input.parts)
    this.#training = namesTraining(input.config, input.parts, input.watched)
    this.trainer = new Trainer(
      this.#training,
      this.#training.settings,
      {
        progress: (progress) => emit.training.progress(progress),
        paused: (progress) => emit.training.paused(progress),
        store: (state, report) => this.#store(state, report)
      },
      { clock: () => performance.now(), turn }
    )
  }

  /** Prepares a run, from its checkpoint where there is one. Throws an AppError when parts and checkpoint do not fit. */
  static async prepare(input: StartInput, device: DeviceId, emit: TrainerEmitter): Promise<LiveRun> {
    const checkpoint = input.checkpoint && decodeNames(input.checkpoint)
    const live = new LiveRun(input, device, emit)
    try {
      if (checkpoint) checkSame(checkpoint, live.network, input.parts)
      await live.trainer.prepare(checkpoint?.state ?? null, input.paused ? 'pause' : 'run')
      return live
    } catch (thrown) {
      live.dispose()
      throw thrown
    }
  }

  get network(): NamesNetwork {
    return this.#training.task.network
  }

  get ended(): boolean {
    return this.#ended
  }

  get parameters(): number {
    return this.#training.task.parameters.size
  }

  get batches(): number {
    return this.#training.task.batches
  }

  set watched(names: readonly string[]) {
    this.#training.task.watched = names
  }

  /** Trains to the end and reports it. Never rejects. `measured`: examples a second of each epoch. */
  async train(measured: (rate: number) => void): Promise<void> {
    this.#measured = measured
    const heart = setInterval(() => this.#beat(), heartbeatEvery)
    this.#beat()
    try {
      const { reason, failure } = await this.trainer.run()
      this.#ended = true
      this.emit.training.ended({ reason, failure: failure?.toFailure() ?? null })
    } catch (thrown) {
      this.#ended = true
      const failure = trainingFailure(thrown, this.device, this.input.config.training.batchSize)
      this.emit.training.ended({ reason: 'crashed', failure: failure.toFailure() })
    } finally {
      clearInterval(heart)
    }
  }

  #measured: (rate: number) => void = () => {}

  /** The host's answer to a checkpoint. */
  stored(sequence: number, failure: Failure | null): void {
    const flying = this.#flying
    if (flying?.sequence !== sequence) return
    this.#flying = null
    if (!failure) flying.stored()
    else flying.failed(new AppError(failure.code as AppError['code'], failure.params, failure.detail))
  }

  dispose(): void {
    this.trainer.dispose()
    this.#training.dispose()
  }

  #store(state: TrainingState, report: EpochReport<NamesScores> | null): Promise<void> {
    const { config, parts } = this.input
    const bytes = encodeNames({
      state,
      config,
      classes: parts.classes,
      vocabulary: this.network.vocabulary.toState(),
      data: this.#data
    })
    const sequence = ++this.#sequence
    const landed = new Promise<void>((stored, failed) => {
      this.#flying = { sequence, stored, failed }
    })
    if (report) this.#measured(report.rate)
    const epoch = report && epochOf(report)
    const { step } = state.position
    this.emit.training.checkpoint({ sequence, step, epoch, best: report?.best ?? false, bytes })
    return landed
  }

  #beat(): void {
    const { numTensors, numBytes } = tf.memory()
    this.emit.training.heartbeat({
      step: this.trainer.position.step,
      tensors: numTensors,
      bytes: numBytes
    })
  }
}

function epochOf({ scores, ...report }: EpochReport<NamesScores>): Epoch {
  const { epoch, step, loss, accuracy, seconds, rate, learningRate, best } = report
  return { epoch, step, loss, accuracy, seconds, rate, learningRate, best, ...scores }
}
