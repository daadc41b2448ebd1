import type { Progress } from '#shared/schemas/names-metrics'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import { Ledger } from './trainer-ledger'
import { Pace } from './trainer-pace'
import { LearningRate } from './trainer-schedule'
import { areFinite, checkState, type Best, type Position, type TrainingState } from './trainer-state'
import type { Trainable, Turn } from './trainer-task'
import type { EpochReport, TrainerRuntime, TrainerSettings } from './trainer-terms'

/** The loss, or a weight, stopped being a number at this step. */
export class Diverged extends Error {
  constructor(readonly step: number) {
    super('diverged')
  }
}

/** The mathematics of a training and its whole state: one batch, the end of an epoch, out into a state and in again. */
export class Training<Scores> {
  readonly pace: Pace
  readonly rate: LearningRate
  readonly #ledger = new Ledger()
  #position: Position = { step: 0, epoch: 0, batch: 0 }
  #best: Best | null = null
  #bestWeights: readonly StoredTensor[] = []
  /** Learning rate of the last batch. */
  #lastRate = 0
  /** The averages stand in the parameters' place. */
  #averaged = false
  /** Examples of an epoch. */
  readonly #examples: number

  constructor(
    private readonly trained: Trainable<Scores>,
    private readonly settings: TrainerSettings,
    runtime: TrainerRuntime
  ) {
    const { batches } = trained.task
    this.pace = new Pace(runtime.clock)
    const { schedule, epochs, warmUp, learningRate } = settings
    this.rate = new LearningRate(schedule, epochs * batches, warmUp, learningRate)
    this.#examples = this.#countExamples(batches)
  }

  get position(): Position {
    return this.#position
  }

  get best(): Best | null {
    return this.#best
  }

  /** Trains the next batch of the epoch. */
  trainBatch(): void {
    const { task, optimizer, averages } = this.trained
    const { step, epoch, batch } = this.#position
    if (batch === 0) {
      task.beginEpoch(epoch + 1)
      this.#ledger.begin()
      this.pace.beginEpoch()
    }
    const examples = task.examples(batch)
    this.#lastRate = this.rate.at(step)
    this.pace.train(examples, () => {
      const { loss, right, gradient } = task.gradient(batch, step)
      optimizer.step(gradient, this.#lastRate)
      averages?.update()
      gradient.dispose()
      this.#ledger.add({ loss, right, examples, step })
    })
    this.#position = { step: step + 1, epoch, batch: batch + 1 }
  }

  /** Reads the losses of the batches since the last call; throws Diverged. */
  read(): void {
    const bad = this.pace.train(0, () => this.#ledger.read())
    if (bad !== null) throw new Diverged(bad)
  }

  /** Runs with the weights to answer with: the averages where there are any. Nothing may train meanwhile. */
  async answering<T>(work: () => Promise<T>): Promise<T> {
    const { averages } = this.trained
    if (!averages || this.#averaged) return work()
    this.#averaged = true
    try {
      return await averages.during(work)
    } finally {
      this.#averaged = false
    }
  }

  /** Evaluates after the last batch of an epoch. What `turn` throws leaves everything as it was. */
  evaluate(turn: Turn): Promise<Scores> {
    return this.pace.evaluate(() => this.answering(() => this.trained.task.evaluate(turn)))
  }

  /** Closes the epoch with its scores. */
  async endEpoch(scores: Scores): Promise<EpochReport<Scores>> {
    const { task, averages } = this.trained
    const { step } = this.#position
    const epoch = this.#position.epoch + 1
    const score = task.score(scores)
    const best = this.#best === null || score > this.#best.score
    if (best) {
      this.#best = { epoch, score }
      this.#bestWeights = await (averages ? averages.weights() : task.parameters.read())
    }
    const { loss, right, examples } = this.#ledger.sums
    const seconds = this.pace.seconds
    this.#position = { step, epoch, batch: 0 }
    this.#ledger.begin()
    this.pace.beginEpoch()
    return {
      epoch,
      step,
      loss: loss / examples,
      accuracy: right / examples,
      seconds,
      rate: seconds > 0 ? examples / seconds : 0,
      learningRate: this.#lastRate,
      best,
      scores
    }
  }

  /** Reads everything from the device. Throws Diverged when some number is none. */
  async state(): Promise<TrainingState> {
    this.read()
    const { task, optimizer, averages } = this.trained
    const state: TrainingState = {
      position: this.#position,
      learningRate: this.rate.base,
      sums: this.#ledger.sums,
      seconds: this.pace.seconds,
      best: this.#best,
      weights: await task.parameters.read(),
      optimizer: await optimizer.read(),
      averages: averages ? await averages.read() : [],
      bestWeights: this.#bestWeights
    }
    const finite = areFinite(state.weights) && areFinite(state.optimizer) && areFinite(state.averages)
    if (!finite) throw new Diverged(this.#position.step - 1)
    return state
  }

  /** Goes back or on to a state. Throws AppError('checkpoint-invalid') for one that is not of this task and settings. */
  async restore(state: TrainingState, own?: TrainingState): Promise<void> {
    const { task, optimizer, averages } = this.trained
    if (own) checkState(state, own, task.batches)
    task.parameters.write(state.weights)
    optimizer.write(state.optimizer)
    averages?.write(state.averages)
    this.#ledger.begin(state.sums)
    this.rate.base = state.learningRate
    this.#lastRate = this.rate.at(Math.max(0, state.position.step - 1))
    this.#position = state.position
    this.#best = state.best
    this.#bestWeights = state.bestWeights
    this.pace.beginEpoch(state.seconds)
    if (state.position.batch > 0) task.beginEpoch(state.position.epoch + 1)
  }

  progress(): Progress {
    const { step, epoch, batch } = this.#position
    const { epochs } = this.settings
    const epochsLeft = Math.max(0, epochs - epoch)
    const examplesLeft = Math.max(0, epochsLeft * this.#examples - this.#countExamples(batch))
    return {
      epoch: Math.min(epoch + 1, epochs),
      epochs,
      step,
      batch,
      batches: this.trained.task.batches,
      loss: this.#ledger.takeMeanLoss(),
      rate: this.pace.rate,
      secondsLeft: this.pace.secondsLeft(examplesLeft, epochsLeft),
      learningRate: this.rate.at(step)
    }
  }

  dispose(): void {
    this.#ledger.drop()
  }

  #countExamples(batches: number): number {
    let examples = 0
    for (let batch = 0; batch < batches; batch++) examples += this.trained.task.examples(batch)
    return examples
  }
}
