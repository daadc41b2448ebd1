import type { NamesConfig } from '#shared/schemas/names-config'
import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunDetail, RunSummary } from '#shared/schemas/runs'
import { Counter } from './counter'
import type { FakeDataset } from './dataset'
import { labels, stream } from './names'

const batches = 40

/** A run whose numbers fall and rise as a real one's do: learning slows down, then training goes on past held-out. */
export class FakeRun {
  readonly epochs: Epoch[] = []
  readonly #counter: Counter
  readonly #noise: () => number
  batch = 0
  learningRate: number

  constructor(
    readonly summary: RunSummary,
    readonly config: NamesConfig,
    readonly dataset: FakeDataset,
    seed: number
  ) {
    this.#counter = new Counter(dataset.kept.filter((row) => row.part === 'train'))
    this.#noise = stream(seed)
    this.learningRate = config.training.learningRate
  }

  tune(learningRate: number): undefined {
    this.learningRate = learningRate
  }

  /** How far it has come, in [0, 1). */
  get skill(): number {
    return 1 - Math.exp(-(this.epochs.length + this.batch / batches) / 4)
  }

  get done(): boolean {
    return this.epochs.length >= this.config.training.epochs
  }

  classify(name: string, detail: 'ranking' | 'letters' | 'states'): ReturnType<Counter['classify']> {
    return this.#counter.classify(name, this.skill, detail)
  }

  progress(): Progress {
    const left = (this.config.training.epochs - this.epochs.length) * batches - this.batch
    return {
      epoch: Math.min(this.epochs.length + 1, this.config.training.epochs),
      epochs: this.config.training.epochs,
      step: this.epochs.length * batches + this.batch,
      batch: this.batch,
      batches,
      loss: this.#loss() * (0.94 + 0.12 * this.#noise()),
      rate: 5150 + 160 * this.#noise(),
      secondsLeft: left * 0.11,
      learningRate: this.learningRate
    }
  }

  /** One batch on; the epoch's report where one ends. */
  advance(watched: readonly string[]): Epoch | null {
    this.batch++
    if (this.batch < batches) return null
    this.batch = 0
    return this.finishEpoch(watched)
  }

  finishEpoch(watched: readonly string[]): Epoch {
    const n = this.epochs.length + 1
    const confusion = this.#confusion(n)
    const diagonal = confusion.map((row, k) => row[k] ?? 0)
    const count = confusion.flat().reduce((a, b) => a + b, 0)
    const recalls = confusion.map(
      (row, k) =>
        (row[k] ?? 0) /
        Math.max(
          1,
          row.reduce((a, b) => a + b, 0)
        )
    )
    const accuracy = diagonal.reduce((a, b) => a + b, 0) / count
    const macroRecall = recalls.reduce((a, b) => a + b, 0) / labels.length
    const epoch: Epoch = {
      epoch: n,
      step: n * batches,
      loss: this.#loss() * 0.97,
      accuracy: Math.min(0.985, 0.3 + 0.66 * (1 - Math.exp(-n / 3.4))),
      heldOut: {
        loss: this.#loss() + 0.06 + 0.012 * n,
        accuracy,
        cleanAccuracy: this.dataset.hasTest ? Math.min(1, accuracy + 0.01) : null,
        macroRecall,
        macroF1: macroRecall * 0.98,
        count
      },
      seconds: 4.4,
      rate: 5230,
      learningRate: this.learningRate,
      best: accuracy > Math.max(0, ...this.epochs.map((epoch) => epoch.heldOut.accuracy)),
      confusion,
      watched: watched.map((name) => {
        const { ranking, unknownLetters } = this.#counter.classify(name, 1 - Math.exp(-n / 4), 'ranking')
        return {
          name,
          label: ranking[0]?.label ?? '',
          probability: ranking[0]?.probability ?? 0,
          unknownLetters
        }
      })
    }
    this.epochs.push(epoch)
    return epoch
  }

  detail(): RunDetail {
    const best = this.epochs.reduce<Epoch | null>(
      (top, epoch) => (top && top.heldOut.accuracy >= epoch.heldOut.accuracy ? top : epoch),
      null
    )
    return {
      summary: {
        ...this.summary,
        epochs: this.epochs.length,
        best: best && {
          epoch: best.epoch,
          accuracy: best.heldOut.accuracy,
          macroRecall: best.heldOut.macroRecall
        },
        seconds: this.epochs.length * 4.4,
        spark: this.epochs.slice(-60).map((epoch) => epoch.heldOut.accuracy)
      },
      config: this.config,
      epochs: this.epochs
    }
  }

  #loss(): number {
    const at = this.epochs.length + this.batch / batches
    return 0.24 + (Math.log(labels.length) - 0.24) * Math.exp(-at / 2.9)
  }

  #confusion(n: number): number[][] {
    const right = Math.min(0.2 + 0.68 * (1 - Math.exp(-n / 2.6)), 0.87) - 0.0016 * Math.max(0, n - 14)
    return labels.map((label, k) => {
      const total = this.dataset.heldOut.filter((row) => row.label === label).length
      const hard = k > 7 ? 0.82 : 1
      const share = Math.min(0.97, (right + 0.05 * this.#noise()) * hard)
      const row = labels.map((_, j) => (j === k ? Math.round(total * share) : 0))
      for (let left = total - (row[k] ?? 0); left > 0; left--) {
        const near = Math.floor(this.#noise() ** 1.6 * labels.length)
        const j = near === k ? (k + 1) % labels.length : near
        row[j] = (row[j] ?? 0) + 1
      }
      return row
    })
  }
}
