import type { Host } from './host.svelte'
import type { ShownRun } from './shown.svelte'
import { Task } from './task.svelte'

export interface BatchResult {
  readonly fileName: string
  readonly csv: string
  readonly rows: number
}

/** A file of names in, a CSV of answers out. */
export class Batch {
  result = $state.raw<BatchResult | null>(null)
  readonly working = new Task()

  constructor(
    private readonly host: Host,
    private readonly shown: ShownRun
  ) {}

  async classify(file: File | undefined): Promise<void> {
    const run = this.shown.id
    if (!file || !run) return
    this.result = null
    const result = await this.working.run(async () => {
      const [handle] = await this.host.grant([file])
      if (!handle) return undefined
      return this.host.call.names.classifyFile({ run, file: handle, read: {} })
    })
    if (result) this.result = result
  }
}
