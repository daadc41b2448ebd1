import type { DeviceId } from '#shared/schemas/devices'
import type { Progress } from '#shared/schemas/names-metrics'
import type { RunId, RunState, TrainingRequest } from '#shared/schemas/runs'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'

/** The run that lives (or ended last): its state is a union, this class only reads it. */
export class LiveRun {
  state = $state.raw<RunState>({ kind: 'idle' })
  progress = $state.raw<Progress | null>(null)
  readonly acting = new Task()
  #endings: ((state: RunState) => void)[] = []

  constructor(private readonly host: Host) {
    host.attach((link) => {
      link.on.training.changed((state) => this.#take(state))
      link.on.training.progress(({ run, progress }) => {
        if (run === this.run) this.progress = progress
      })
      link.call.training.state().then(
        (state) => this.#take(state),
        () => undefined // the wire broke; the next one asks again
      )
    })
  }

  #take(state: RunState): void {
    const before = this.state
    this.state = state
    if ('progress' in state) this.progress = state.progress ?? this.progress
    else this.progress = null
    const lived = before.kind === 'training' || before.kind === 'paused' || before.kind === 'loading'
    if (lived && (state.kind === 'done' || state.kind === 'failed')) {
      for (const hear of this.#endings) hear(state)
    }
  }

  /** Calls `hear` when a run that lived ends. */
  onEnd(hear: (state: RunState) => void): void {
    this.#endings.push(hear)
  }

  get run(): RunId | null {
    return 'run' in this.state ? this.state.run : null
  }

  get device(): DeviceId | null {
    return 'device' in this.state ? this.state.device : null
  }

  get alive(): boolean {
    return this.state.kind === 'loading' || this.state.kind === 'training' || this.state.kind === 'paused'
  }

  /** Is this the run that lives? */
  is(run: RunId | null): boolean {
    return this.alive && run !== null && this.run === run
  }

  start(request: TrainingRequest): Promise<RunId | undefined> {
    return this.acting.run(() => this.host.call.training.start(request))
  }

  pause = (): Promise<void> => this.#act((run) => this.host.call.training.pause(run))
  step = (): Promise<void> => this.#act((run) => this.host.call.training.step(run))
  stop = (): Promise<void> => this.#act((run) => this.host.call.training.stop(run))
  kill = (): Promise<void> => this.#act((run) => this.host.call.training.kill(run))

  /** Goes on after a pause, a stop or a crash. */
  resume = async (run: RunId | null = this.run): Promise<void> => {
    if (run) await this.acting.run(() => this.host.call.training.resume(run))
  }

  setLearningRate(learningRate: number): Promise<void> {
    return this.#act((run) => this.host.call.training.setLearningRate({ run, learningRate }))
  }

  async #act(work: (run: RunId) => Promise<undefined>): Promise<void> {
    const run = this.run
    if (run) await this.acting.run(() => work(run))
  }
}
