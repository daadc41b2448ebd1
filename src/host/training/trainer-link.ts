import { toAppError } from '#shared/errors/app-error'
import {
  trainerContract,
  type TrainerClient,
  type TrainerContract,
  type TrainerListeners
} from '#shared/trainer-contract'
import { connect, type Connected } from '#shared/wire/connect'
import { trainerLimits } from '#shared/wire/measure'
import type { TrainerProcess } from '../terms'
import { outOfMemoryKills } from './memory'

/** How a trainer process ended. */
export interface TrainerExit {
  readonly code: number | null
  readonly signal: string | null
  /** We ended it. */
  readonly asked: boolean
  /** The system killed some process for want of memory while this one lived. */
  readonly memoryKill: boolean
}

const killAfter = 2000 // ms between asking and killing

/** One trainer process and the wire to it. */
export class TrainerLink {
  readonly call: TrainerClient
  readonly on: TrainerListeners
  /** Settles when the process has ended and all that it sent has arrived. */
  readonly exited: Promise<TrainerExit>
  /** Runs whose weights it holds, and of which checkpoint. */
  readonly opened = new Map<string, string>()
  lastHeard = Date.now()
  /** It has said something. */
  spoke = false
  #alive = true
  #asked = false
  readonly #wire: Connected<TrainerContract>

  constructor(
    private readonly process: TrainerProcess,
    /** What its environment was made for. */
    readonly variables: Readonly<Record<string, string>>,
    log?: (line: string) => void
  ) {
    const { endpoint } = process
    const heard = {
      ...endpoint,
      post: (message: unknown) => endpoint.post(message),
      close: () => endpoint.close(),
      listen: (listener: (message: unknown) => void) =>
        endpoint.listen((message) => {
          this.lastHeard = Date.now()
          this.spoke = true
          listener(message)
        })
    }
    this.#wire = connect(trainerContract, heard, { limits: trainerLimits, ...(log ? { log } : {}) })
    this.call = this.#wire.call
    this.on = this.#wire.on
    const kills = outOfMemoryKills()
    this.exited = new Promise((resolve) => {
      process.onExit(({ code, signal }) => {
        this.#alive = false
        this.#wire.close()
        resolve({ code, signal, asked: this.#asked, memoryKill: outOfMemoryKills() > kills })
      })
    })
  }

  get alive(): boolean {
    return this.#alive
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  /** Ends the process: asks it, and kills it after two seconds. Settles when it is gone. */
  async end(patience = killAfter): Promise<TrainerExit> {
    this.#asked = true
    if (this.#alive) {
      const timer = setTimeout(() => this.#signal('SIGKILL'), patience)
      this.#signal('SIGTERM')
      await this.exited
      clearTimeout(timer)
    }
    return this.exited
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    try {
      this.process.kill(signal)
    } catch (thrown) {
      toAppError(thrown) // it ended this moment
    }
  }
}
