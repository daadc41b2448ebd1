import path from 'node:path'
import { version } from '../../package.json'
import { describeFront } from '#host/front/app-info'
import { forkTrainer } from '#host/front/forked-trainer'
import { linkAddress } from '#host/front/links'
import { readAssets, type Assets } from '#host/front/page-assets'
import type { Places } from '#host/front/places'
import { createHost } from '#host/host'
import { AppError } from '#shared/errors/app-error'
import { hasDisplay, openBrowser, openWith } from './browser'
import { Idle } from './idle'
import type { ServeOptions } from './options'
import { startServer, type RunningServer } from './server'

const hour = 60 * 60 * 1000

export interface Serving {
  readonly url: string
  /** Settles when the server has stopped by itself or by `stop`. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** The host, its server and, if there is one, the browser. `say` takes one line for people. */
export async function serveApp(
  options: ServeOptions,
  places: Places,
  dataDir: string,
  say: (line: string) => void
): Promise<Serving> {
  const assets = pageOf(places)
  const host = await createHost({
    dataDir,
    resourcesDir: places.resources,
    info: describeFront('browser', version),
    spawnTrainer: (environment) => forkTrainer(places.trainer, environment),
    openLink: async (link) => void (await openWith(link === 'folder' ? dataDir : linkAddress(link)))
  })
  const idle = new Idle({
    milliseconds: 12 * hour,
    busy: () => host.busy,
    onIdle: () => {
      say('Nobody has used Unroll for twelve hours, so it stops.')
      void stop()
    }
  })
  let server: RunningServer
  try {
    server = await startServer({
      host,
      assets,
      dataDir,
      port: options.port,
      onUse: idle.use,
      ...(options.address ? { address: options.address } : {})
    })
  } catch (thrown) {
    await host.close()
    const code = (thrown as NodeJS.ErrnoException).code
    throw code ? new AppError('port-taken', { port: options.port, code }) : thrown
  }
  const timer = setInterval(idle.check, 60_000)
  let forget = (): void => {}
  let end = (): void => {}
  const ended = new Promise<void>((resolve) => (end = resolve))
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      clearInterval(timer)
      forget()
      await Promise.all([server.close(), host.close()])
      end()
    })())

  if (options.open && hasDisplay()) {
    const browser = await openBrowser(server.url, path.join(dataDir, 'uploads'))
    forget = browser.forget
    if (browser.opened) say(`Unroll is open in your browser. If not, open ${server.url}`)
    else say(`No browser could be started. Open ${server.url}`)
  } else {
    say(`Open ${server.url}`)
  }
  say('It works once, in one browser. Ctrl+C stops Unroll.')
  return { url: server.url, ended, stop }
}

function pageOf(places: Places): Assets {
  try {
    const assets = readAssets(places.page)
    if (assets.has('/')) return assets
  } catch {
    // told below
  }
  throw new AppError('page-missing', { folder: places.page })
}
