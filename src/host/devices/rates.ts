import path from 'node:path'
import { deviceIdSchema, type DeviceId, type DeviceReport } from '#shared/schemas/devices'
import { z } from '#shared/zod'
import { jsonText, readJson } from '../files/json'
import { saveAtomic } from '../files/save-atomic'

const byDevice = z.partialRecord(deviceIdSchema, z.number().nonnegative())
const ratesSchema = z.object({ formatVersion: z.literal(1), rates: byDevice, raced: byDevice })

/** Examples a second, as last measured on each device of this machine. A convenience: lost, it is measured again. */
export class DeviceRates {
  readonly #file: string
  #rates = new Map<DeviceId, number>()
  /** Of the last race: the same model on each. */
  #raced = new Map<DeviceId, number>()
  #saving: Promise<void> = Promise.resolve()

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, 'devices.json')
  }

  async load(): Promise<void> {
    const read = await readJson(this.#file)
    const parsed = ratesSchema.safeParse(read.kind === 'value' ? read.value : undefined)
    if (!parsed.success) return
    this.#rates = new Map(Object.entries(parsed.data.rates) as [DeviceId, number][])
    this.#raced = new Map(Object.entries(parsed.data.raced) as [DeviceId, number][])
  }

  get(device: DeviceId): number | null {
    return this.#rates.get(device) ?? null
  }

  set(device: DeviceId, rate: number): void {
    if (rate > 0) this.#rates.set(device, rate)
  }

  /** Takes the result of a race. */
  race(results: readonly { device: DeviceId; rate: number }[]): void {
    this.#raced = new Map(results.map(({ device, rate }) => [device, rate]))
    for (const { device, rate } of results) this.set(device, rate)
  }

  /** The device that won the last race between at least two; null: none was held. */
  get winner(): DeviceId | null {
    const raced = [...this.#raced]
    return raced.length < 2 ? null : raced.reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  }

  /** Never throws. */
  save(): Promise<void> {
    const text = jsonText({
      formatVersion: 1,
      rates: Object.fromEntries(this.#rates),
      raced: Object.fromEntries(this.#raced)
    })
    this.#saving = this.#saving.then(() => saveAtomic(this.#file, text)).catch(() => {})
    return this.#saving
  }

  on(reports: readonly DeviceReport[]): DeviceReport[] {
    return reports.map((report) => ({ ...report, rate: this.get(report.id) ?? report.rate }))
  }
}
