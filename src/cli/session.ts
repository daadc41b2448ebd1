import { version } from '../../package.json'
import { defaultDataDir } from '#host/data-dir'
import { describeFront } from '#host/front/app-info'
import { forkTrainer } from '#host/front/forked-trainer'
import { linkAddress } from '#host/front/links'
import type { Places } from '#host/front/places'
import { trainerLog } from '#host/front/trainer-log'
import { createHost } from '#host/host'
import type { Host } from '#host/terms'
import { contract, type HostClient, type HostListeners } from '#shared/contract'
import { connect } from '#shared/wire/connect'
import { endpointPair } from '#shared/wire/endpoint'

/** The same host as the window has, in this process, reached through the same contract. */
export interface Session {
  readonly host: Host
  readonly call: HostClient
  readonly on: HostListeners
  readonly dataDir: string
  /** Checkpoints what runs and ends the trainer; at most two seconds. */
  close(): Promise<void>
}

export async function openSession(places: Places): Promise<Session> {
  const dataDir = defaultDataDir()
  const log = trainerLog(dataDir)
  const host = await createHost({
    dataDir,
    resourcesDir: places.resources,
    info: describeFront('browser', version),
    spawnTrainer: (environment) => forkTrainer(places.trainer, environment, { onLine: log }),
    openLink: (link) => Promise.resolve(void linkAddress(link))
  })
  const [ours, theirs] = endpointPair()
  const disconnect = host.serve(theirs)
  const { call, on, close } = connect(contract, ours)
  return {
    host,
    call,
    on,
    dataDir,
    close: async () => {
      await host.close()
      close()
      disconnect()
    }
  }
}
