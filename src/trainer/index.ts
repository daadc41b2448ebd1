import { AppError, toAppError } from '#shared/errors/app-error'
import { trainerContract } from '#shared/trainer-contract'
import { trainerLimits } from '#shared/wire/measure'
import { serve } from '#shared/wire/serve'
import type { Engine } from './engine'
import { parentEndpoint, type ParentEndpoint } from './parent-endpoint'
import { nativeVariables } from '#shared/schemas/native'
import { trainerService } from './service'

// [Note: the trainer process] It owns the device and every tensor. The host starts it (utilityProcess in Electron,
// child_process.fork elsewhere), it listens at once and loads tfjs behind that, and it ends with its host.

const patience = 1500 // ms to store a last checkpoint; the host kills after two seconds

const parent = parentEndpoint()
if (!parent) {
  process.stderr.write('The trainer is started by Unroll, not by hand.\n')
  process.exit(2)
} else if (process.env[nativeVariables.probe] === '1') void probe(parent)
else run(parent)

/** Loads the native runtime, says what came of it and ends. */
async function probe(endpoint: ParentEndpoint): Promise<void> {
  const { answerProbe } = await import('./probe')
  endpoint.post(answerProbe())
  await endpoint.flushed()
  process.exit(0)
}

function run(endpoint: ParentEndpoint): void {
  let loading: Promise<Engine> | null = null
  let loaded: Engine | null = null
  const engine = (): Promise<Engine> =>
    (loading ??= import('./engine').then((module) => {
      loaded = new module.Engine(process.env, served.emit)
      return loaded
    }))
  const served = serve(trainerContract, endpoint, trainerService(engine), {
    limits: trainerLimits,
    log: (line) => process.stderr.write(`${line}\n`)
  })
  setImmediate(() => void engine().catch(fail))

  let leaving = false
  const leave = async (code: number): Promise<void> => {
    if (leaving) return
    leaving = true
    setTimeout(() => process.exit(code), patience)
    await loaded?.close()
    await endpoint.flushed()
    process.exit(code)
  }

  function fail(thrown: unknown): void {
    if (leaving) process.exit(1)
    leaving = true
    const { message } = toAppError(thrown)
    const detail = thrown instanceof Error ? (thrown.stack ?? message) : message
    process.stderr.write(`${detail}\n`)
    const failure = new AppError('trainer-failed', { what: message.slice(0, 300) }, detail).toFailure()
    if (loaded?.live) served.emit.training.ended({ reason: 'crashed', failure })
    setTimeout(() => process.exit(1), 500)
    void endpoint.flushed().then(() => process.exit(1))
  }

  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  process.on('SIGTERM', () => void leave(0))
  // Ctrl+C and a closed terminal reach the whole group: what they mean is for the host to say.
  process.on('SIGINT', () => {})
  process.on('SIGHUP', () => {})
  // Nobody is left to store a checkpoint; the last one that was acknowledged stands.
  endpoint.onClosed(() => process.exit(0))
}
