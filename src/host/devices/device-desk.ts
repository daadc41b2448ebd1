import { AppError, toAppError } from '#shared/errors/app-error'
import type { DeviceChoice, DeviceId, DeviceReport, SetupProgress } from '#shared/schemas/devices'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { NativeFlavour } from '#shared/schemas/native'
import type { NamesParts } from '#shared/trainer-contract'
import type { OnProgress } from '../native/progress'
import type { Supervisor } from '../training/supervisor'
import type { TrainerOwner } from '../training/trainer-owner'
import type { DeviceRates } from './rates'

export interface DeviceDeskOptions {
  readonly owner: TrainerOwner
  readonly supervisor: Supervisor
  readonly rates: DeviceRates
  /** The device that is chosen now. */
  choice(): DeviceChoice
  /** A card is there, and the trainer that lives now was started without it. */
  hidesCard(): boolean
  setUp(
    flavour: NativeFlavour | 'auto',
    signal: AbortSignal,
    onProgress: OnProgress
  ): Promise<{ version: string }>
  changed(reports: DeviceReport[]): void
  setup(progress: SetupProgress): void
}

export interface RaceResult {
  readonly device: DeviceId
  readonly rate: number
  readonly millisecondsPerBatch: number
}

/** Devices as the user sees them: which there are, which is used, how fast each is, and how to get more of them. */
export class DeviceDesk {
  #setup: AbortController | null = null

  constructor(private readonly options: DeviceDeskOptions) {}

  /** The device that would train now, as last heard; null: not asked yet. */
  inUse: DeviceId | null = null
  #unavailable = new Set<DeviceId>()

  async list(): Promise<DeviceReport[]> {
    const described = await this.#describe()
    const reports = this.options.rates.on(described.map((report) => this.#correct(report)))
    this.inUse = reports.find((report) => report.inUse)?.id ?? null
    this.#unavailable = new Set(reports.filter((report) => !report.available).map((report) => report.id))
    return reports
  }

  /** False for a device that was heard to be unavailable. */
  mayBeUsed(device: DeviceId): boolean {
    return !this.#unavailable.has(device)
  }

  /**
   * What one trainer says of a device that another one could use: TensorFlow decides for the card or against it once a
   * process, so choosing the other starts another process.
   */
  #correct(report: DeviceReport): DeviceReport {
    const { owner, hidesCard } = this.options
    if (report.available) return report
    if (owner.mistrusted && report.id !== 'builtin') return { ...report, reason: owner.mistrusted }
    const elsewhere = report.reason?.code === 'device-other-process'
    const hidden = report.id === 'cuda' && report.reason?.code === 'native-no-gpu' && hidesCard()
    return elsewhere || hidden ? { ...report, available: true, reason: null } : report
  }

  /** A native part that takes the process down with it is tried twice; then the trainer starts without it. */
  async #describe(): Promise<DeviceReport[]> {
    const { owner, supervisor, choice } = this.options
    for (let attempt = 0; ; attempt++) {
      const link = await owner.get(choice(), supervisor.busy)
      try {
        return await link.call.devices.describe()
      } catch (thrown) {
        const lost = thrown instanceof AppError && thrown.code === 'connection-lost'
        if (!lost || attempt >= 3) throw thrown
        await link.exited
      }
    }
  }

  /** Makes a device the one in use; a run that lives stays where it is. */
  async use(device: DeviceChoice): Promise<DeviceReport[]> {
    const { owner, supervisor, changed } = this.options
    if (!supervisor.busy) {
      const link = await owner.get(device, false)
      await link.call.devices.use(device)
    }
    const reports = await this.list()
    changed(reports)
    return reports
  }

  /** Two seconds of this model on every device that loads, one after the other. Throws AppError('training-busy'). */
  async race(config: NamesConfig, parts: NamesParts): Promise<RaceResult[]> {
    const { owner, supervisor, rates, choice, changed } = this.options
    const results: RaceResult[] = []
    for (const { id, available } of await this.list()) {
      if (supervisor.busy) throw new AppError('training-busy')
      if (!available) continue
      // The variables that make one device fast make another slow, so each races in a process of its own kind.
      const link = await owner.get(id, false)
      const result = await link.call.devices.race({ device: id, config, parts }).catch(() => null)
      if (!result) continue
      results.push({ device: id, ...result })
    }
    rates.race(results)
    await rates.save()
    if (!supervisor.busy) await owner.get(choice(), false)
    changed(await this.list())
    return results
  }

  /** Begins the set-up of the native runtime; `setup` tells how it goes. A second call while one runs changes nothing. */
  begin(flavour: NativeFlavour | 'auto'): void {
    if (this.#setup) return
    const abort = new AbortController()
    this.#setup = abort
    void this.#setUp(flavour, abort.signal).finally(() => {
      this.#setup = null
    })
  }

  cancel(): void {
    this.#setup?.abort()
  }

  async #setUp(flavour: NativeFlavour | 'auto', signal: AbortSignal): Promise<void> {
    const { owner, supervisor, setUp, setup, changed } = this.options
    const start = Date.now()
    try {
      const { version } = await setUp(flavour, signal, (progress) => setup({ kind: 'working', ...progress }))
      setup({ kind: 'done', version, seconds: (Date.now() - start) / 1000 })
      if (!supervisor.busy) await owner.end()
      changed(await this.list())
    } catch (thrown) {
      const failure = toAppError(thrown)
      if (failure.code === 'native-cancelled') setup({ kind: 'idle' })
      else setup({ kind: 'failed', error: { code: failure.code, params: failure.params } })
    }
  }
}
