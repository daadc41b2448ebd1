import { AppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import type { DeviceReport, SetupProgress } from '#shared/schemas/devices'
import { thrownBy } from '#shared/wire/envelope'
import type { Context } from '../context'
import { table } from '../output'

const flavours = ['auto', 'cpu', 'cuda'] as const

/** `devices`: what this machine can train on; with `--setup`, TensorFlow's library is fetched first. */
export async function devices(
  context: Context,
  options: { readonly setup?: string | true | undefined }
): Promise<void> {
  if (options.setup !== undefined) await setUp(context, options.setup === true ? 'auto' : options.setup)
  const reports = await context.call.devices.list()
  for (const report of reports) context.output.say(asJson(report))
  for (const line of table([['device', 'state', 'what'], ...reports.map(asRow)])) context.output.line(line)
}

const why = (report: DeviceReport): string | null =>
  report.reason ? describeFailure({ ...report.reason }, 'en').title : null

const asJson = (report: DeviceReport): object => ({
  id: report.id,
  name: report.name,
  available: report.available,
  inUse: report.inUse,
  reason: report.reason && { ...report.reason, message: why(report) },
  detail: report.detail,
  rate: report.rate
})

const asRow = (report: DeviceReport): string[] => [
  report.id,
  report.inUse ? 'in use' : report.available ? 'ready' : 'not here',
  report.available ? `${report.name}  ${report.detail}`.trim() : (why(report) ?? report.name)
]

async function setUp({ call, on, output }: Context, given: string): Promise<void> {
  const flavour = flavours.find((known) => known === given)
  if (!flavour) {
    const what = `there is no flavour ${given}; there are ${flavours.join(', ')}`
    throw new AppError('usage', { what, help: 'npm run unroll -- devices --help' })
  }
  await new Promise<void>((resolve, reject) => {
    let stage = ''
    on.devices.setup((progress: SetupProgress) => {
      if (progress.kind === 'failed') reject(thrownBy(progress.error))
      if (progress.kind === 'done') {
        output.line(`TensorFlow ${progress.version} is set up (${Math.round(progress.seconds)} s).`)
        resolve()
      }
      if (progress.kind !== 'working') return
      const share = progress.fraction === null ? '' : ` ${Math.floor(progress.fraction * 100)} %`
      output.progress(`${progress.stage}${share}  ${progress.detail}`)
      if (progress.stage !== stage) output.line(`${(stage = progress.stage)}…`)
    })
    call.devices.setUpNative(flavour).catch(reject)
  })
}
