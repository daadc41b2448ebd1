import { AppError } from '#shared/errors/app-error'
import type { DeviceChoice } from '#shared/schemas/devices'
import type { TrainerProcess } from '../terms'
import { exitText } from './exit-failure'
import { TrainerLink } from './trainer-link'

export interface TrainerOwnerOptions {
  /** Starts a process with these variables beside those that every trainer gets. */
  spawn(environment: Readonly<Record<string, string>>): TrainerProcess
  /** Variables that fit a trainer for this device. */
  environmentFor(choice: DeviceChoice): Promise<Record<string, string>>
  log?(line: string): void
}

const patience = 60_000 // ms for a device to come up

/** Brings up the device that is wanted, or the best that can be had, so that questions are answered on it too. */
async function greet(link: TrainerLink, choice: DeviceChoice): Promise<void> {
  const up = link.call.devices.use(choice).catch(() => link.call.devices.use('auto'))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => (timer = setTimeout(resolve, patience)))
  await Promise.race([up.catch(() => {}), link.exited, late])
  clearTimeout(timer)
}

/** Owns the one trainer process: starts it when it is needed, or afresh when it is gone or made for another device. */
export class TrainerOwner {
  #link: TrainerLink | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #closed = false
  /** Trainers that died, one after the other, before they said a word, with a native part in them. */
  #silentDeaths = 0
  /** Why the native part is left out; null: it is not. */
  mistrusted: { code: 'native-crashed'; params: { signal: string } } | null = null

  constructor(private readonly options: TrainerOwnerOptions) {}

  /** The trainer that lives now, or null. */
  get current(): TrainerLink | null {
    return this.#link?.alive ? this.#link : null
  }

  /**
   * A living trainer whose environment suits the device. `keep`: any living one will do (a run is in it).
   * Throws AppError('trainer-not-started').
   */
  get(choice: DeviceChoice, keep: boolean): Promise<TrainerLink> {
    return this.#inTurn(async () => {
      if (keep && this.current) return this.current
      const variables = this.mistrusted ? {} : await this.options.environmentFor(choice)
      const wanted = JSON.stringify(variables)
      if (this.current && JSON.stringify(this.current.variables) === wanted) return this.current
      await this.#link?.end()
      const link = this.#start(variables)
      await greet(link, choice)
      return link
    })
  }

  /** Ends the trainer; the next one starts with what has been set up since. */
  end(patience?: number): Promise<void> {
    return this.#inTurn(async () => {
      this.mistrusted = null
      this.#silentDeaths = 0
      await this.#link?.end(patience)
      this.#link = null
    })
  }

  /** Ends the trainer for good. */
  async close(patience: number): Promise<void> {
    this.#closed = true
    await this.#link?.end(patience)
  }

  #start(variables: Record<string, string>): TrainerLink {
    if (this.#closed) throw new AppError('trainer-not-started', { how: 'closed' })
    try {
      const process = this.options.spawn(variables)
      const link = new TrainerLink(process, variables, this.options.log)
      void link.exited.then((exit) => {
        if (exit.asked) return
        const what = exitText(exit)
        this.options.log?.(`The trainer ended: ${what}`)
        this.#silentDeaths = link.spoke || Object.keys(variables).length === 0 ? 0 : this.#silentDeaths + 1
        if (this.#silentDeaths >= 2) this.mistrusted = { code: 'native-crashed', params: { signal: what } }
      })
      return (this.#link = link)
    } catch (thrown) {
      throw new AppError('trainer-not-started', { how: 'spawn' }, String(thrown))
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }
}
