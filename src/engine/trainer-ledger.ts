import { stack, tidy, type Scalar } from '@tensorflow/tfjs-core'

// [Note: reading the loss] Reading a number from the device waits for everything queued before it. So the values of each
// batch stay where they are until somebody needs them (a report, at most ten a second; a checkpoint; the end of an
// epoch) and are then read all at once, in order: no batch's loss is skipped, and a NaN is still found at its batch.

/** Sums over the batches of the epoch so far, as a checkpoint keeps them. */
export interface EpochSums {
  /** Mean losses of batches times their examples. */
  readonly loss: number
  readonly right: number
  readonly examples: number
}

interface Unread {
  readonly loss: Scalar
  readonly right: Scalar
  readonly examples: number
  readonly step: number
}

const nothing: EpochSums = { loss: 0, right: 0, examples: 0 }

const plus = (sums: EpochSums, loss: number, right: number, examples: number): EpochSums => ({
  loss: sums.loss + loss * examples,
  right: sums.right + right,
  examples: sums.examples + examples
})

/** The values of the epoch's batches: kept on the device until read, then summed in double precision, in order. */
export class Ledger {
  #unread: Unread[] = []
  #sinceReport = nothing
  sums = nothing

  /** Takes over a batch's mean loss and its count of right answers. */
  add(batch: Unread): void {
    this.#unread.push(batch)
  }

  /** Reads what is unread. Returns the first step whose loss is not finite, or null. */
  read(): number | null {
    const unread = this.#unread
    if (unread.length === 0) return null
    const scalars = unread.flatMap(({ loss, right }) => [loss, right])
    const values = tidy(() => stack(scalars).dataSync())
    this.drop()
    for (const [index, { examples, step }] of unread.entries()) {
      const loss = values[2 * index]
      const right = values[2 * index + 1]
      if (!Number.isFinite(loss)) return step
      this.sums = plus(this.sums, loss, right, examples)
      this.#sinceReport = plus(this.#sinceReport, loss, right, examples)
    }
    return null
  }

  /** Mean loss of what was read since the last call; null when that is nothing. */
  takeMeanLoss(): number | null {
    const { loss, examples } = this.#sinceReport
    this.#sinceReport = nothing
    return examples > 0 ? loss / examples : null
  }

  /** Begins an epoch, or goes on with one. */
  begin(sums: EpochSums = nothing): void {
    this.drop()
    this.sums = sums
  }

  /** Forgets what is unread. */
  drop(): void {
    for (const { loss, right } of this.#unread) {
      loss.dispose()
      right.dispose()
    }
    this.#unread = []
  }
}
