import { contract, type HostClient, type HostContract } from '#shared/contract'
import { AppError } from '#shared/errors/app-error'
import type { FileHandle } from '#shared/schemas/names-data'
import { connect, type Connected } from '#shared/wire/connect'
import type { Front } from './front'

/** One opened wire: calls and reports. */
export type Link = Connected<HostContract>

/** A wire on which nobody answers for so long is taken for broken. */
const longestSilence = 8000
const firstWait = 400
const longestWait = 5000

/** The host behind this page. Opens the wire, opens it again when it breaks, and lets every noun set itself up anew. */
export class Host {
  status = $state<'connecting' | 'open' | 'lost'>('connecting')
  #link: Link | null = null
  #setUps: ((link: Link) => void)[] = []
  #wait = firstWait

  constructor(readonly front: Front) {}

  /** `setUp` runs at once when the wire is open, and again after every reconnection: subscribe and load in it. */
  attach(setUp: (link: Link) => void): void {
    this.#setUps.push(setUp)
    if (this.#link) setUp(this.#link)
  }

  get call(): HostClient {
    if (!this.#link) throw new AppError('connection-lost')
    return this.#link.call
  }

  grant(files: File[]): Promise<FileHandle[]> {
    return this.front.grant(files)
  }

  async start(): Promise<void> {
    try {
      const endpoint = await this.front.open(() => this.#lost())
      const link = connect(contract, endpoint)
      await answers(link)
      this.#link = link
      this.#wait = firstWait
      this.status = 'open'
      for (const setUp of this.#setUps) setUp(link)
    } catch {
      this.#retry()
    }
  }

  #lost(): void {
    this.#link?.close()
    this.#link = null
    this.#retry()
  }

  #retry(): void {
    this.status = 'lost'
    setTimeout(() => void this.start(), this.#wait)
    this.#wait = Math.min(longestWait, this.#wait * 2)
  }
}

/** Throws when the far side does not answer its first call. */
async function answers(link: Link): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('connection-lost')), longestSilence)
  })
  try {
    await Promise.race([link.call.app.info(), silence])
  } catch (thrown) {
    link.close()
    throw thrown
  } finally {
    clearTimeout(timer)
  }
}
