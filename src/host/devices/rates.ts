import path from 'node:path'
import { deviceIdSchema, type DeviceId, type DeviceReport } from '#shared/schemas/devices'
import { z } from '#shared/zod'
import { jsonText, readJson } from '../files/json'
import { saveAtomic } from '../files/save-atomic'

const ratesSchema = z.object({
  formatVersion: z.literal(1),
  rates: z.partialRecord(deviceIdSchema, z.number().nonnegative())
})

/** Examples a second, as last measured on each device of this machine. A convenience: lost, it is measured again. */
export class DeviceRates {
  readonly #file: string
  #rates = new Map<DeviceId, number>()
  #saving: Promise<void> = Promise.resolve()

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'devices.json')
  }

  async load(): Promise<void> {
    const read = await readJson(this.#file)
    const parsed = ratesSchema.safeParse(read.kind === 'value' ? read.value : undefined)
    if (parsed.success) this.#rates = new Map(Object.entries(parsed.data.rates) as [DeviceId, number][])
  }

  get(device: DeviceId): number | null {
    return this.#rates.get(device) ?? null
  }

  set(device: DeviceId, rate: number): void {
    if (rate > 0) this.#rates.set(device, rate)
  }

  /** Never throws. */
  save(): Promise<void> {
    const text = jsonText({ formatVersion: 1, rates: Object.fromEntries(this.#rates) })
    this.#saving = this.#saving.then(() => saveAtomic(this.#file, text)).catch(() => {})
    return this.#saving
  }

  on(reports: readonly DeviceReport[]): DeviceReport[] {
    return reports.map((report) => ({ ...report, rate: this.get(report.id) ?? report.rate }))
  }
}
