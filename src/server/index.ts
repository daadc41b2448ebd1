import { placesOf } from '#host/front/places'
import { defaultDataDir } from '#host/data-dir'
import { describeFailure } from '#shared/errors/describe'
import { toAppError } from '#shared/errors/app-error'
import { serveHelp, serveOptions } from './options'
import { serveApp } from './serve'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

/**
 * `unroll serve`: runs until Ctrl+C, a signal or twelve idle hours.
 *
 * @returns the exit code
 */
export async function serve(argv: readonly string[]): Promise<number> {
  try {
    const options = serveOptions(argv)
    if (options === 'help') {
      process.stdout.write(serveHelp)
      return 0
    }
    const serving = await serveApp(options, placesOf(__dirname), defaultDataDir(), say)
    // The first signal stops with a checkpoint, the second leaves at once.
    let signals = 0
    const leave = (): void => {
      if (++signals > 1) process.exit(130)
      void serving.stop()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave)
    await serving.ended
    return 0
  } catch (thrown) {
    const failure = toAppError(thrown).toFailure()
    const { title, reason, next } = describeFailure(failure, 'en')
    say(`${title}. ${reason} ${next}`)
    return failure.code === 'usage' || failure.code === 'host-refused' ? 2 : 1
  }
}
