import { AppError } from '#shared/errors/app-error'
import { Control, type Wish } from './trainer-control'
import { Diverged, Training } from './trainer-core'
import { Jobs } from './trainer-jobs'
import { Keeper } from './trainer-keeper'
import type { Position, TrainingState } from './trainer-state'
import type { Trainable } from './trainer-task'
import {
  checkpointEvery,
  reportEvery,
  type Ended,
  type EpochReport,
  type TrainerHooks,
  type TrainerRuntime,
  type TrainerSettings
} from './trainer-terms'

/** The user stopped the run inside an evaluation. */
class Interrupted extends Error {}

/**
 * Trains any task: batch by batch, so that it can pause, stop or answer between any two of them. It knows a model's
 * parameters, batches, settings and whom to report to; nothing about names or chat.
 */
export class Trainer<Scores> {
  readonly #training: Training<Scores>
  readonly #control = new Control('run')
  readonly #keeper: Keeper<TrainingState, EpochReport<Scores>>
  readonly #jobs: Jobs
  readonly #batches: number
  /** Last state known to hold numbers only. */
  #good: TrainingState | null = null
  /** Step of the last state that was sent to be stored. */
  #sentStep = 0
  #sentAt = 0
  #reportedAt = 0

  constructor(
    trained: Trainable<Scores>,
    private readonly settings: TrainerSettings,
    private readonly hooks: TrainerHooks<Scores>,
    private readonly runtime: TrainerRuntime
  ) {
    this.#batches = trained.task.batches
    this.#training = new Training(trained, settings, runtime)
    this.#keeper = new Keeper(hooks.store, () => this.#control.ask('pause'))
    this.#jobs = new Jobs((work) => this.#training.answering(work))
  }

  get position(): Position {
    return this.#training.position
  }

  pause(): void {
    this.#control.ask('pause')
  }

  resume(): void {
    this.#control.ask('run')
  }

  /** One batch (and the epoch's end, when it is the last one), then pause. */
  step(): void {
    this.#control.ask('step')
  }

  /** Ends the run after the batch in hand; its last state is stored first. */
  stop(): void {
    this.#control.ask('stop')
  }

  /** From the next batch on; a schedule goes on from there in proportion. */
  setLearningRate(rate: number): void {
    this.#training.rate.set(rate, this.position.step)
  }

  /** Runs `work` between two batches, with the weights to answer with in place. */
  answer<T>(work: () => Promise<T>): Promise<T> {
    const answered = this.#jobs.add(work)
    this.#control.wake()
    return answered
  }

  /** Before `run`, once. `start`: go on from there; AppError('checkpoint-invalid') when it is not of this run. */
  async prepare(start: TrainingState | null, wish: Wish): Promise<void> {
    this.#good = await this.#training.state()
    if (start) {
      await this.#training.restore(start, this.#good)
      this.#good = start
    }
    this.#sentStep = this.position.step
    this.#sentAt = this.#reportedAt = this.runtime.clock()
    this.#control.ask(wish)
  }

  /** Trains until the last epoch, a stop or a failure. Rejects only with what the task or the device throws. */
  async run(): Promise<Ended> {
    try {
      return await this.#loop().catch((thrown: unknown) => {
        if (thrown instanceof Interrupted) return this.#finish()
        throw thrown
      })
    } catch (thrown) {
      if (thrown instanceof Diverged) return await this.#giveUp(thrown.step)
      throw thrown
    } finally {
      this.#jobs.open()
    }
  }

  dispose(): void {
    this.#training.dispose()
  }

  async #loop(): Promise<Ended> {
    let stepped = false
    for (;;) {
      await this.#jobs.run()
      const wish = this.#control.wish
      if (wish === 'stop') return this.#finish()
      if (wish === 'pause') await this.#stand(!stepped)
      else if (this.#keeper.failure) await this.#retry()
      else if (this.position.batch === this.#batches) await this.#endEpoch()
      else if (this.#over) {
        await this.#landed()
        if (!this.#keeper.failure) return { reason: this.#over, failure: null }
      } else {
        this.#training.trainBatch()
        if (this.position.batch === this.#batches) await this.#endEpoch()
        else await this.#between()
        stepped = wish === 'step'
        if (stepped) this.#control.stepped()
        await this.runtime.turn()
      }
    }
  }

  get #over(): 'finished' | 'early-stop' | null {
    const { epochs, patience } = this.settings
    const { epoch } = this.position
    if (epoch >= epochs) return 'finished'
    const best = this.#training.best
    return patience > 0 && best && epoch - best.epoch >= patience ? 'early-stop' : null
  }

  /** Reports and checkpoints that fall due inside an epoch. */
  async #between(): Promise<void> {
    this.#report()
    const due = this.runtime.clock() - this.#sentAt >= checkpointEvery
    if (due && !this.#keeper.busy) await this.#send(null)
  }

  #report(): void {
    const now = this.runtime.clock()
    if (now - this.#reportedAt < reportEvery) return
    this.#training.read()
    this.#reportedAt = now
    this.hooks.progress(this.#training.progress())
  }

  async #endEpoch(): Promise<void> {
    this.#training.read()
    this.#report()
    await this.#settle()
    const scores = await this.#training.evaluate(() => this.#turn())
    await this.#settle()
    await this.#send(await this.#training.endEpoch(scores))
  }

  /** Between two batches of an evaluation. */
  async #turn(): Promise<void> {
    await this.runtime.turn()
    await this.#jobs.run()
    if (this.#control.wish === 'pause') await this.#stand(false)
    if (this.#control.wish === 'stop') throw new Interrupted()
  }

  async #stand(save: boolean): Promise<void> {
    this.#training.read()
    const unsaved = this.#sentStep !== this.position.step
    if (save && unsaved && !this.#keeper.busy && !this.#keeper.failure) await this.#send(null)
    this.hooks.paused(this.#training.progress())
    await this.#training.pace.stand(async () => {
      while (this.#control.wish === 'pause') {
        const changed = this.#control.changed() // asked for first, so that nothing that comes meanwhile is missed
        await this.#jobs.run()
        if (this.#control.wish === 'pause') await changed
      }
    })
  }

  /** Waits until nothing is in flight; answers meanwhile. */
  async #landed(): Promise<void> {
    while (this.#keeper.busy) {
      const changed = this.#control.changed()
      await this.#jobs.run()
      await Promise.race([this.#keeper.landed(), changed])
    }
  }

  async #retry(): Promise<void> {
    await this.#landed()
    if (!this.#keeper.failure) return
    await this.#send(null)
    await this.#landed()
  }

  /** Waits until everything sent is stored: nothing new is sent over a failure. */
  async #settle(): Promise<void> {
    await this.#landed()
    while (this.#keeper.failure) {
      if (this.#control.wish === 'stop') throw new Interrupted()
      if (this.#control.wish === 'pause') await this.#stand(false)
      else await this.#retry()
    }
  }

  async #send(report: EpochReport<Scores> | null): Promise<void> {
    const state = await this.#training.state()
    this.#good = state
    this.#sentStep = state.position.step
    this.#sentAt = this.runtime.clock()
    this.#keeper.send(state, report)
  }

  /** The user's stop: the last state is stored first. */
  async #finish(): Promise<Ended> {
    this.#training.read()
    await this.#landed()
    if (this.#keeper.failure || this.#sentStep !== this.position.step) {
      await this.#send(null)
      await this.#landed()
    }
    const { failure } = this.#keeper
    return { reason: failure?.code === 'disk-full' ? 'disk-full' : 'stopped', failure }
  }

  /** Goes back to the last state that holds numbers only, so that the model still answers. */
  async #giveUp(step: number): Promise<Ended> {
    const { step: now, epoch, batch } = this.position
    const learningRate = this.#training.rate.at(step)
    await this.#landed()
    if (this.#good) await this.#training.restore(this.#good)
    const failure = new AppError('diverged', {
      epoch: epoch + 1,
      step: step - (now - batch) + 1,
      goodEpoch: this.position.epoch,
      learningRate,
      suggestedRate: Number((learningRate / 10).toPrecision(3))
    })
    return { reason: 'diverged', failure }
  }
}
