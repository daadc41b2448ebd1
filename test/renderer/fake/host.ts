import { contract, type HostEmitter } from '#shared/contract'
import { AppError } from '#shared/errors/app-error'
import { namesPresets } from '#shared/presets'
import { defaultSettings, type Settings } from '#shared/schemas/app'
import type { DeviceReport } from '#shared/schemas/devices'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { RunState, RunSummary } from '#shared/schemas/runs'
import { endpointPair, type Endpoint } from '#shared/wire/endpoint'
import { serve } from '#shared/wire/serve'
import { FakeDataset } from './dataset'
import { labels } from './names'
import { FakeRun } from './run'
import { fakeService } from './service'

export interface FakeOptions {
  readonly settings?: Partial<Settings>
  readonly locale?: string
  /** Milliseconds between batches; 0: nothing moves by itself. */
  readonly pace?: number
  /** A run that is there at the start: how many epochs it has, and whether it lives. */
  readonly run?: { readonly epochs: number; readonly kind: 'training' | 'paused' | 'done' | 'failed' }
  /** Runs in the library besides. */
  readonly past?: number
  readonly testFile?: boolean
  readonly ownFile?: boolean
  /** This call fails, with the code of a full disk. */
  readonly fails?: 'training.start' | 'data.open' | 'names.classify'
  readonly question?: 'columns' | 'encoding' | 'truncated' | 'many-classes'
}

/** What a call throws that the options let fail. */
export function failIfAsked(host: FakeHost, call: NonNullable<FakeOptions['fails']>): void {
  if (host.options.fails === call)
    throw new AppError('unexpected', { what: 'It was asked to fail.' }, 'a detail')
}

const deviceList = (): DeviceReport[] => [
  {
    id: 'cuda',
    name: '',
    available: false,
    inUse: false,
    reason: { code: 'native-no-gpu', params: {} },
    detail: '',
    rate: null
  },
  {
    id: 'native',
    name: 'TensorFlow 2.21 on an 8-core processor',
    available: true,
    inUse: false,
    reason: null,
    detail: 'tfjs-node-gpu 4.22.0, libtensorflow 2.21.0, composite sequence op',
    rate: 3120
  },
  {
    id: 'builtin',
    name: '8-core processor',
    available: true,
    inUse: true,
    reason: null,
    detail: 'tfjs-backend-cpu 4.22.0, composite sequence op',
    rate: 5230
  }
]

/** A host made from the contract, with made-up data and a simulated run: the screens' counterpart in tests. */
export class FakeHost {
  settings: Settings
  readonly datasets: FakeDataset[]
  readonly runs: FakeRun[] = []
  readonly trash: FakeRun[] = []
  state: RunState = { kind: 'idle' }
  devices = deviceList()
  /** Calls that leave no other trace, in order. */
  readonly calls: string[] = []
  #emitters: HostEmitter[] = []
  timer: ReturnType<typeof setInterval> | undefined
  nextRun = 1

  constructor(readonly options: FakeOptions = {}) {
    this.settings = { ...defaultSettings, ...options.settings }
    this.datasets = [new FakeDataset('sample', 'Sample surnames', true, 7)]
    if (options.ownFile) this.datasets.unshift(new FakeDataset('own', 'my_surnames', false, 11))
    if (options.testFile && this.datasets[0]) this.datasets[0].hasTest = true
    for (let i = 0; i < (options.past ?? 0); i++) this.#past(i)
    if (options.run) this.#current(options.run)
  }

  /** A wire to this host. */
  connect(): Endpoint {
    const [near, far] = endpointPair()
    const served = serve(contract, far, fakeService(this), { checkOutputs: true })
    this.#emitters.push(served.emit)
    return near
  }

  /** Nobody hears this host any more. */
  disconnect(): void {
    this.#emitters = []
  }

  emit(tell: (emit: HostEmitter) => void): undefined {
    for (const emitter of this.#emitters) tell(emitter)
  }

  change(state: RunState): undefined {
    this.state = state
    this.emit((emit) => emit.training.changed(state))
  }

  make(config: NamesConfig, dataset: FakeDataset, name: string, seed: number): FakeRun {
    const report = dataset.report()
    const summary: RunSummary = {
      formatVersion: 1,
      id: `run-${this.nextRun++}`,
      name,
      task: 'names',
      preset: config.preset,
      created: new Date(Date.UTC(2026, 9, 1 + seed, 9, 20 + seed)).toISOString(),
      data: { name: dataset.name, hash: 'a1', rows: report.rows, testName: report.summary.testName },
      classes: labels,
      device: 'builtin',
      parameters: config.preset === 'lecture' ? 316_210 : 24_874,
      baselines: report.baselines,
      epochs: 0,
      epochsPlanned: config.training.epochs,
      best: null,
      stop: null,
      seconds: 0,
      spark: []
    }
    const run = new FakeRun(summary, config, dataset, seed)
    this.runs.unshift(run)
    return run
  }

  #past(i: number): void {
    const dataset = this.datasets.at(-1)
    const names = ['First try', 'Lecture, as in 13_2', 'Larger state', 'LSTM instead of GRU', 'Slow learner']
    const configs = [namesPresets.quick, namesPresets.lecture, namesPresets.best]
    const config = configs[i % configs.length] ?? namesPresets.quick
    if (!dataset) return
    const run = this.make(config, dataset, names[i % names.length] ?? 'Run', i)
    const epochs = Math.min(config.training.epochs, 6 + 5 * i)
    for (let n = 0; n < epochs; n++) run.finishEpoch(this.settings.watched)
    Object.assign(run.summary, { stop: run.done ? 'finished' : 'stopped' })
  }

  #current({ epochs, kind }: NonNullable<FakeOptions['run']>): void {
    const dataset = this.datasets[0]
    if (!dataset) return
    const run = this.make(
      { ...namesPresets.best, training: { ...namesPresets.best.training, epochs: 30 } },
      dataset,
      'Evening run',
      9
    )
    for (let n = 0; n < epochs; n++) run.finishEpoch(this.settings.watched)
    run.batch = 17
    const { id } = run.summary
    const device = 'builtin'
    if (kind === 'training') this.go(run)
    else if (kind === 'paused')
      this.state = { kind, run: id, device, progress: run.progress(), failure: null }
    else if (kind === 'done') {
      Object.assign(run.summary, { stop: 'finished' })
      this.state = { kind, run: id, reason: 'finished' }
    } else {
      Object.assign(run.summary, { stop: 'crashed' })
      const params = { epoch: epochs + 1, how: 'SIGKILL', safeEpoch: epochs }
      const failure = { code: 'trainer-crashed', params, detail: 'exit code 137' }
      this.state = { kind: 'failed', run: id, failure, safeEpoch: epochs, resumable: true }
    }
  }

  find(id: string): FakeRun {
    const run = this.runs.find((one) => one.summary.id === id)
    if (!run) throw new AppError('unexpected', { what: id })
    return run
  }

  dataset(id: string): FakeDataset {
    const found = this.datasets.find((one) => one.id === id)
    if (!found) throw new AppError('unexpected', { what: id })
    return found
  }

  go(run: FakeRun): undefined {
    const { id } = run.summary
    this.change({ kind: 'training', run: id, device: 'builtin', progress: run.progress(), silent: false })
    const pace = this.options.pace ?? 0
    if (pace > 0) this.timer = setInterval(() => this.tick(run), pace)
  }

  /** One batch of the live run. */
  tick(run: FakeRun): undefined {
    const epoch = run.advance(this.settings.watched)
    const progress = run.progress()
    const { id } = run.summary
    this.emit((emit) => emit.training.progress({ run: id, progress }))
    if (epoch) this.emit((emit) => emit.training.epoch({ run: id, epoch }))
    if (run.done) this.end(run, 'finished')
  }

  end(run: FakeRun, reason: 'finished' | 'stopped'): undefined {
    clearInterval(this.timer)
    Object.assign(run.summary, { stop: reason })
    this.change({ kind: 'done', run: run.summary.id, reason })
    this.emit((emit) => emit.runs.changed(this.list()))
  }

  note(call: string): undefined {
    this.calls.push(call)
  }

  remove(id: string): undefined {
    this.trash.push(...this.runs.splice(this.runs.indexOf(this.find(id)), 1))
  }

  restore(): undefined {
    this.runs.unshift(...this.trash.splice(-1))
  }

  forget(id: string): undefined {
    this.datasets.splice(this.datasets.indexOf(this.dataset(id)), 1)
  }

  list = (): RunSummary[] => this.runs.map((run) => run.detail().summary)
}
