import * as tf from '@tensorflow/tfjs-core'
import type { Averages, Descent, Stored, Task, Turn } from '#engine/trainer-task'
import type { TrainingState } from '#engine/trainer-state'
import type { EpochReport, TrainerHooks, TrainerSettings } from '#engine/trainer-terms'
import type { Tensor as StoredTensor } from '#shared/safetensors'
import type { Progress } from '#shared/schemas/names-metrics'

export const settings: TrainerSettings = {
  epochs: 3,
  learningRate: 0.1,
  schedule: 'cosine',
  warmUp: 0,
  patience: 0
}

const read = (name: string, variable: tf.Variable): StoredTensor => ({
  name,
  dtype: 'F32',
  shape: variable.shape,
  data: Float32Array.from(variable.dataSync())
})

const write = (variable: tf.Variable, name: string, stored: readonly StoredTensor[]): void =>
  tf.tidy(() => variable.assign(tf.tensor1d(stored.find((tensor) => tensor.name === name)!.data)))

/** A reproducible number in [-1, 1) for a pair of whole numbers. */
const noise = (a: number, b: number): number => {
  let x = (Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b)) >>> 0
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0
  return x / 2 ** 31 - 1
}

/** Linear regression of y = 3 u - 2 v on made-up rows, in an order of the epoch's, with noise of the step's. */
export class FakeTask implements Task<{ error: number }> {
  /** Two slopes and a bias. */
  readonly variable = tf.variable(tf.tensor1d([0.5, 0.25, 0]))
  readonly parameters: Stored = {
    read: async () => [read('slopes', this.variable)],
    write: (stored) => write(this.variable, 'slopes', stored)
  }
  evaluations = 0
  trained: number[] = []
  #epoch = 0

  constructor(
    readonly batches = 5,
    private readonly options: { breakAt?: number; score?: (evaluation: number, error: number) => number } = {}
  ) {}

  examples(batch: number): number {
    return batch === this.batches - 1 ? 2 : 4
  }

  beginEpoch(epoch: number): void {
    this.#epoch = epoch
  }

  gradient(batch: number, step: number) {
    if (this.#epoch === 0) throw new Error('no epoch was begun')
    this.trained.push(step)
    const key = this.#epoch * 100 + batch
    const rows = Array.from({ length: this.examples(batch) }, (_, row) => [
      noise(key, row * 2),
      noise(key, row * 2 + 1),
      1
    ])
    const broken = this.options.breakAt === step ? Number.NaN : 0
    return tf.tidy(() => {
      const x = tf.tensor2d(rows)
      const y = tf.tensor1d(rows.map(([u, v]) => 3 * u - 2 * v + noise(step, 7) * 0.1 + broken))
      const error = tf.sub(tf.dot(x, this.variable), y) as tf.Tensor1D
      return {
        loss: tf.keep(tf.mean(tf.square(error)) as tf.Scalar),
        right: tf.keep(tf.scalar(rows.length - 1)),
        gradient: tf.keep(tf.dot(tf.mul(error, 2 / rows.length), x) as tf.Tensor1D)
      }
    })
  }

  async evaluate(turn: Turn): Promise<{ error: number }> {
    for (let batch = 0; batch < 3; batch++) await turn()
    const [u, v] = this.variable.dataSync()
    this.evaluations++
    return { error: Math.abs(u - 3) + Math.abs(v + 2) }
  }

  score({ error }: { error: number }): number {
    return this.options.score?.(this.evaluations, error) ?? -error
  }

  dispose(): void {
    this.variable.dispose()
  }
}

/** Gradient descent with momentum. */
export class FakeOptimizer implements Descent {
  readonly #momentum = tf.variable(tf.zeros([3]) as tf.Tensor1D, false)

  constructor(private readonly task: FakeTask) {}

  step(gradient: tf.Tensor1D, learningRate: number): void {
    tf.tidy(() => {
      this.#momentum.assign(tf.add(tf.mul(this.#momentum, 0.9), gradient))
      this.task.variable.assign(tf.sub(this.task.variable, tf.mul(this.#momentum, learningRate)))
    })
  }

  async read(): Promise<StoredTensor[]> {
    return [read('optimizer.momentum', this.#momentum)]
  }

  write(stored: readonly StoredTensor[]): void {
    write(this.#momentum, 'optimizer.momentum', stored)
  }

  dispose(): void {
    this.#momentum.dispose()
  }
}

/** Half of the old, half of the new. */
export class FakeAverages implements Averages {
  readonly #average: tf.Variable<tf.Rank.R1>
  inPlace = false

  constructor(private readonly task: FakeTask) {
    this.#average = tf.tidy(() => tf.variable(task.variable.clone(), false))
  }

  update(): void {
    tf.tidy(() => this.#average.assign(tf.mul(tf.add(this.#average, this.task.variable), 0.5)))
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    if (this.inPlace) throw new Error('averages inside averages')
    this.inPlace = true
    const trained = this.task.variable.clone()
    tf.tidy(() => this.task.variable.assign(this.#average.clone()))
    try {
      return await work()
    } finally {
      this.task.variable.assign(trained)
      trained.dispose()
      this.inPlace = false
    }
  }

  async weights(): Promise<StoredTensor[]> {
    return [read('slopes', this.#average)]
  }

  async read(): Promise<StoredTensor[]> {
    return [read('averages.slopes', this.#average)]
  }

  write(stored: readonly StoredTensor[]): void {
    write(this.#average, 'averages.slopes', stored)
  }

  dispose(): void {
    this.#average.dispose()
  }
}

export type Report = EpochReport<{ error: number }>

/** Takes down what a trainer reports; `answer` decides what becomes of a checkpoint. */
export class Recorder implements TrainerHooks<{ error: number }> {
  readonly states: TrainingState[] = []
  readonly reports: Report[] = []
  readonly progressed: Progress[] = []
  readonly stands: Progress[] = []
  inFlight = 0
  mostInFlight = 0
  /** Called when a checkpoint arrives, before it is stored. */
  answer: (state: TrainingState, report: Report | null) => void | Promise<void> = () => {}
  onPaused: () => void = () => {}

  readonly store = async (state: TrainingState, report: Report | null): Promise<void> => {
    this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight)
    try {
      await this.answer(state, report)
      this.states.push(structuredClone(state))
      if (report) this.reports.push(report)
    } finally {
      this.inFlight--
    }
  }

  progress(progress: Progress): void {
    this.progressed.push(progress)
  }

  paused(progress: Progress): void {
    this.stands.push(progress)
    this.onPaused()
  }

  /** Reports without what differs from one machine to the next. */
  get comparable() {
    return this.reports.map(({ seconds: _s, rate: _r, ...report }) => report)
  }
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
