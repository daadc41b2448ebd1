import { answersFor, classify, watch } from '#engine/tasks/names-answers'
import type { NamesNetwork } from '#engine/tasks/names-network'
import { AppError } from '#shared/errors/app-error'
import type { TrainerEmitter, TrainerService } from '#shared/trainer-contract'
import { Devices } from './devices'
import { Exclusive } from './exclusive'
import { LiveRun } from './live-run'
import { OpenedNetworks } from './opened-networks'
import { race } from './race'
import { turn } from './turn'

type Input<
  Group extends keyof TrainerService,
  Name extends keyof TrainerService[Group]
> = TrainerService[Group][Name] extends (input: infer I) => unknown ? I : never

type Model = Input<'names', 'classify'>['model']

/** Everything that needs tensors. Loaded after the process has begun to listen. */
export class Engine {
  readonly #devices: Devices
  readonly #opened = new OpenedNetworks()
  #live: LiveRun | null = null
  /** Answers outside of training, and changes of the device, never at the same time. */
  readonly #exclusive = new Exclusive()
  /** A start or a race is on its way. */
  #busy = false

  constructor(
    environment: Readonly<Record<string, string | undefined>>,
    private readonly emit: TrainerEmitter
  ) {
    this.#devices = new Devices(environment)
  }

  readonly devices: TrainerService['devices'] = {
    describe: () => this.#devices.describe(),
    use: (choice) =>
      this.#alone(async () => {
        const before = this.#devices.inUse
        const device = await this.#devices.use(choice)
        if (device !== before) this.#forgetLive()
        return device
      }),
    race: ({ device, config, parts }) =>
      this.#alone(async () => {
        const lap = await this.#devices.during(device, () => race(config, parts))
        this.#devices.rates.set(device, lap.rate)
        return lap
      })
  }

  readonly training: TrainerService['training'] = {
    start: (input) =>
      this.#alone(async () => {
        const device = await this.#devices.use(input.device)
        this.#forgetLive()
        const live = await LiveRun.prepare(input, device, this.emit)
        this.#live = live
        // After the answer: the host learns of the run before it hears from it.
        setImmediate(() => void live.train((rate) => this.#devices.rates.set(device, rate)))
        const { epoch, step } = live.trainer.position
        return { device, parameters: live.parameters, batches: live.batches, epoch, step }
      }),
    pause: () => this.#ask((trainer) => trainer.pause()),
    resume: () => this.#ask((trainer) => trainer.resume()),
    step: () => this.#ask((trainer) => trainer.step()),
    stop: () => this.#ask((trainer) => trainer.stop()),
    setLearningRate: (rate) => this.#ask((trainer) => trainer.setLearningRate(rate)),
    watch: (names) => {
      const live = this.#running()
      live.watched = names
      return live.trainer.answer(() => watch(live.network, names, turn))
    },
    stored: ({ sequence, failure }) => {
      this.#live?.stored(sequence, failure)
      return undefined
    }
  }

  readonly names: TrainerService['names'] = {
    open: ({ run, checkpoint }) =>
      this.#exclusive.run(async () => {
        if (!this.#devices.inUse) await this.#devices.use('builtin')
        this.#opened.open(run, checkpoint)
        return undefined
      }),
    classify: ({ model, names, detail }) =>
      this.#answer(model, (network) => classify(network, names, detail, turn)),
    answers: ({ model, names }) => this.#answer(model, (network) => answersFor(network, names, turn))
  }

  /** Stops the run, if there is one, with a checkpoint; settles when it has ended. */
  async close(): Promise<void> {
    const live = this.#live
    if (!live) return
    live.trainer.stop()
    while (!live.ended) await turn()
  }

  /** The run that lives, for a last word about it. */
  get live(): boolean {
    return this.#live !== null && !this.#live.ended
  }

  #answer<T>(model: Model, work: (network: NamesNetwork) => Promise<T>): Promise<T> {
    if (model.kind === 'opened') return this.#exclusive.run(() => work(this.#opened.get(model.run)))
    const live = this.#live
    if (live?.run !== model.run) throw new AppError('model-not-open', { run: model.run })
    const answer = (): Promise<T> => live.trainer.answer(() => work(live.network))
    return live.ended ? this.#exclusive.run(answer) : answer()
  }

  /** The network of a run that has ended; its tensors belong to the device that is left. */
  #forgetLive(): void {
    this.#live?.dispose()
    this.#live = null
  }

  #ask(action: (trainer: LiveRun['trainer']) => void): undefined {
    action(this.#running().trainer)
  }

  #running(): LiveRun {
    if (!this.#live || this.#live.ended) throw new AppError('training-idle')
    return this.#live
  }

  /** Devices change hands only while nothing trains. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy || (this.#live && !this.#live.ended)) throw new AppError('training-busy')
    this.#busy = true
    try {
      return await this.#exclusive.run(work)
    } finally {
      this.#busy = false
    }
  }
}
