import { AppError } from '#shared/errors/app-error'
import type { DeviceChoice } from '#shared/schemas/devices'
import type { Classification, Watched } from '#shared/schemas/names-metrics'
import type { RunId } from '#shared/schemas/runs'
import type { TrainerClient } from '#shared/trainer-contract'
import type { RunLibrary } from '../runs/library'
import type { Supervisor } from './supervisor'
import type { TrainerLink } from './trainer-link'
import type { TrainerOwner } from './trainer-owner'

export type Detail = 'ranking' | 'letters' | 'states'

type ModelRef = Parameters<TrainerClient['names']['classify']>[0]['model']

export interface AnswersOptions {
  readonly library: RunLibrary
  readonly owner: TrainerOwner
  readonly supervisor: Supervisor
  /** The device to answer on while nothing trains. */
  choice(): DeviceChoice
}

/** Questions to a network: to the live one while its run is in the trainer, else to the run's best epoch. */
export class Answers {
  constructor(private readonly options: AnswersOptions) {}

  /** Throws AppError 'run-not-found', 'run-no-model' and others. */
  classify(run: RunId, names: readonly string[], detail: Detail): Promise<Classification[]> {
    return this.#ask(run, (link, model) => link.call.names.classify({ model, names: [...names], detail }))
  }

  /** Held-out names of class `truth` that were answered with class `answer`, the surest first. */
  async cell(run: RunId, truth: string, answer: string): Promise<{ name: string; probability: number }[]> {
    const { supervisor, library } = this.options
    const live = supervisor.live?.id === run ? supervisor.live : null
    const { classes, heldOut } = live?.data ?? (await library.folder(run).data())
    const [row, column] = [classes.indexOf(truth), classes.indexOf(answer)]
    if (row < 0 || column < 0) return []
    const names = heldOut.names.filter((_, i) => heldOut.labels[i] === row)
    const found = await this.answers(run, names)
    return names
      .flatMap((name, i) =>
        found.classes[i] === column ? [{ name, probability: found.probabilities[i]! }] : []
      )
      .sort((a, b) => b.probability - a.probability)
      .slice(0, 1000)
  }

  /** Index of the most probable class of each name, and its probability. */
  async answers(
    run: RunId,
    names: readonly string[]
  ): Promise<{ classes: Int32Array; probabilities: Float32Array }> {
    if (names.length === 0) return { classes: new Int32Array(), probabilities: new Float32Array() }
    return this.#ask(run, (link, model) => link.call.names.answers({ model, names: [...names] }))
  }

  /** Names of the user's own, by this run. */
  async watched(run: RunId, names: readonly string[]): Promise<Watched[]> {
    const found = await this.classify(run, names, 'ranking')
    return found.map(({ name, ranking, unknownLetters }) => {
      const { label, probability } = ranking[0] ?? { label: '', probability: 0 }
      return { name, label, probability, unknownLetters }
    })
  }

  async #ask<T>(run: RunId, ask: (link: TrainerLink, model: ModelRef) => Promise<T>): Promise<T> {
    const { supervisor, owner, choice } = this.options
    const { live, state } = supervisor
    if (live?.id === run && live.link?.alive && state.kind !== 'loading') {
      try {
        return await ask(live.link, { kind: 'live', run })
      } catch (thrown) {
        // It may have ended between the question and the answer.
        const gone = thrown instanceof AppError && ['model-not-open', 'training-idle'].includes(thrown.code)
        if (!gone) throw thrown
      }
    }
    const link = await owner.get(choice(), supervisor.busy)
    await this.#open(link, run, false)
    try {
      return await ask(link, { kind: 'opened', run })
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'model-not-open') throw thrown
      await this.#open(link, run, true) // the trainer keeps the few last used
      return ask(link, { kind: 'opened', run })
    }
  }

  /** Gives the trainer the run's best weights, unless it has them. */
  async #open(link: TrainerLink, run: RunId, again: boolean): Promise<void> {
    const folder = this.options.library.folder(run)
    const stamp = await folder.checkpoints.stamp()
    if (!again && stamp !== '' && link.opened.get(run) === stamp) return
    const best = await folder.checkpoints.best()
    if (!best) {
      await folder.summary() // a run that is not there is another failure
      throw new AppError('run-no-model', { run })
    }
    await link.call.names.open({ run, checkpoint: best.bytes })
    link.opened.set(run, stamp)
  }
}
