import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { deviceChoiceSchema, type DeviceChoice } from '#shared/schemas/devices'
import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunId } from '#shared/schemas/runs'
import type { Context } from '../context'
import { findRun, libraryFolder } from '../find-run'
import { openData, type DataOptions } from '../open-data'
import { percent } from '../output'
import { configFrom, type SettingOptions } from '../settings'
import { follow } from '../training'

export interface TrainOptions extends DataOptions, SettingOptions {
  readonly device?: string | undefined
  /** A run folder: new or empty, or with `resume` one that exists. */
  readonly run?: string | undefined
  readonly resume?: boolean | undefined
  readonly name?: string | undefined
}

export function deviceOf(given: string | undefined): DeviceChoice {
  const device = deviceChoiceSchema.safeParse(given ?? 'auto')
  if (device.success) return device.data
  const what = `there is no device ${given}; there are ${deviceChoiceSchema.options.join(', ')}`
  throw new AppError('usage', { what, help: 'npm run unroll -- devices' })
}

/** `train names`: one run, from its arguments to its folder. */
export async function trainNames(context: Context, options: TrainOptions): Promise<void> {
  const { output, call } = context
  const start = options.resume ? await resuming(context, options) : await starting(context, options)
  const { run, ended } = await follow(context, start, {
    onEpoch: (epoch) => output.say(asJson(epoch), asText(epoch)),
    onProgress: (progress) => output.progress(progressText(progress))
  })
  const { summary } = await call.runs.show(run)
  const folder = options.run ? path.resolve(options.run) : libraryFolder(context, run)
  output.say(
    {
      event: 'done',
      run: folder,
      id: run,
      reason: ended.reason,
      epochs: summary.epochs,
      best: summary.best,
      device: summary.device,
      parameters: summary.parameters,
      seconds: summary.seconds
    },
    `Best held-out accuracy ${percent(summary.best?.accuracy)}${summary.best ? ` at epoch ${summary.best.epoch}` : ''}.`,
    `The run is in ${folder}`
  )
}

async function starting(context: Context, options: TrainOptions): Promise<() => Promise<RunId>> {
  const { call, host } = context
  const device = deviceOf(options.device)
  const config = await configFrom(options, 'best')
  let report = await openData(context, options)
  if (!report.test) {
    const { heldOut } = config.split
    report = await call.data.split({ dataset: report.summary.id, heldOut, seed: config.seed })
  }
  const { watched } = await call.app.settings()
  const name = options.name === undefined ? {} : { name: options.name }
  const request = { dataset: report.summary.id, config, device, watched, ...name }
  const { run } = options
  return () => (run === undefined ? call.training.start(request) : host.startRun(path.resolve(run), request))
}

async function resuming(context: Context, options: TrainOptions): Promise<() => Promise<RunId>> {
  if (options.run === undefined || !(existsSync(options.run) || !options.run.includes(path.sep))) {
    throw new AppError('run-folder-needed', { folder: options.run ?? 'the command line' })
  }
  if (options.data !== undefined) await openData(context, options)
  const run = await findRun(context, options.run)
  return async () => {
    await context.call.training.resume(run)
    return run
  }
}

function asJson(epoch: Epoch): object {
  const { accuracy, cleanAccuracy, macroRecall } = epoch.heldOut
  return {
    event: 'epoch',
    epoch: epoch.epoch,
    loss: epoch.loss,
    accuracy: epoch.accuracy,
    test: { accuracy, cleanAccuracy, macroRecall, loss: epoch.heldOut.loss, macroF1: epoch.heldOut.macroF1 },
    seconds: epoch.seconds,
    rate: epoch.rate
  }
}

const asText = (epoch: Epoch): string =>
  [
    `epoch ${epoch.epoch}`,
    `loss ${epoch.loss.toFixed(4)}`,
    `accuracy ${percent(epoch.accuracy)}`,
    `held-out ${percent(epoch.heldOut.accuracy)}`,
    `${Math.round(epoch.rate)} names/s`
  ].join('  ')

function progressText({ epoch, epochs, batch, batches, loss, rate, secondsLeft }: Progress): string {
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`
  const lossText = loss === null ? '' : `  loss ${loss.toFixed(4)}`
  return `epoch ${epoch} of ${epochs}  batch ${batch} of ${batches}${lossText}  ${Math.round(rate)} names/s${left}`
}
