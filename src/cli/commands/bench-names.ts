import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { DatasetReport } from '#shared/schemas/names-data'
import type { RunId } from '#shared/schemas/runs'
import { toCsv } from '#shared/csv'
import type { Context } from '../context'
import { openData } from '../open-data'
import { configFrom } from '../settings'
import { follow } from '../training'
import { deviceOf } from './train-names'

export interface BenchOptions {
  readonly data?: string | undefined
  readonly epochs?: string | undefined
  readonly device?: string | undefined
  readonly seed?: string | undefined
}

const heldOut = 100 // rows to evaluate on: few, since only training is timed

/**
 * Trains the lecture's network on every row of the file, in a folder that is removed afterwards. Some of the same rows
 * stand in for a test file, so that none is held out of training.
 */
export async function trainOnAll(
  context: Context,
  options: BenchOptions,
  use: (run: RunId, report: DatasetReport) => Promise<void> | void,
  onEpoch: Parameters<typeof follow>[2]['onEpoch'] = () => {}
): Promise<void> {
  const { call, host } = context
  const device = deviceOf(options.device)
  const config = await configFrom({ epochs: options.epochs ?? '3', seed: options.seed }, 'lecture')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unroll-bench-'))
  try {
    const report = await openData(context, { data: options.data })
    const dataset = report.summary.id
    const { rows } = await call.data.rows({
      dataset,
      search: '',
      label: null,
      filter: 'all',
      offset: 0,
      limit: heldOut
    })
    const test = path.join(folder, `${randomUUID()}.csv`)
    await writeFile(test, toCsv([['name', 'class'], ...rows.map((row) => [row.name, row.label])]))
    const read = { header: true, nameColumn: 0, labelColumn: 1 }
    await call.data.attachTest({ dataset, files: [await host.grants.grant(test)], read })
    const request = { dataset, config, device, watched: [] }
    const { run } = await follow(context, () => host.startRun(path.join(folder, 'run'), request), { onEpoch })
    await use(run, report)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `bench names`: names trained a second, the lecture's network. */
export async function benchNames(context: Context, options: BenchOptions): Promise<void> {
  await trainOnAll(
    context,
    options,
    () => {},
    ({ epoch, rate, loss, seconds, accuracy }) =>
      context.output.say(
        { job: 'names', unit: 'names/s', epoch, rate, loss, seconds, accuracy },
        `epoch ${epoch}  ${Math.round(rate)} names/s  loss ${loss.toFixed(4)}`
      )
  )
}
