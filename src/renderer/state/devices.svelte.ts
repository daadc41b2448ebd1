import type { DeviceChoice, DeviceId, DeviceReport, SetupProgress } from '#shared/schemas/devices'
import type { TrainingRequest } from '#shared/schemas/runs'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'

/** The devices of this machine, the race between them, and the set-up of the native runtime. */
export class Devices {
  list = $state.raw<DeviceReport[]>([])
  setup = $state.raw<SetupProgress>({ kind: 'idle' })
  /** Milliseconds for a batch in the last race, by device. */
  batchTimes = $state.raw<readonly { device: DeviceId; milliseconds: number }[]>([])
  readonly loading = new Task()
  readonly racing = new Task()
  readonly choosing = new Task()
  readonly settingUp = new Task()

  constructor(private readonly host: Host) {
    host.attach((link) => {
      link.on.devices.changed((list) => (this.list = list))
      link.on.devices.setup((setup) => (this.setup = setup))
      void this.loading.run(async () => {
        this.list = await link.call.devices.list()
      })
    })
  }

  get inUse(): DeviceReport | null {
    return this.list.find((device) => device.inUse) ?? null
  }

  async race(request: TrainingRequest): Promise<void> {
    const results = await this.racing.run(() => this.host.call.devices.race(request))
    if (!results) return
    this.batchTimes = results.map(({ device, millisecondsPerBatch: milliseconds }) => ({
      device,
      milliseconds
    }))
    this.list = this.list.map((device) => {
      const result = results.find((raced) => raced.device === device.id)
      return result ? { ...device, rate: result.rate } : device
    })
  }

  async choose(choice: DeviceChoice): Promise<void> {
    const list = await this.choosing.run(() => this.host.call.devices.choose(choice))
    if (list) this.list = list
  }

  async setUpNative(kind: 'auto' | 'cpu' | 'cuda'): Promise<void> {
    await this.settingUp.run(() => this.host.call.devices.setUpNative(kind))
  }

  async cancelSetup(): Promise<void> {
    await this.settingUp.run(() => this.host.call.devices.cancelSetup())
  }
}
