import { contract, type HostClient } from '#shared/contract'
import type { Settings } from '#shared/schemas/app'
import type { RunState } from '#shared/schemas/runs'
import { connect, type Connected } from '#shared/wire/connect'
import { endpointPair } from '#shared/wire/endpoint'
import type { HostContract } from '#shared/contract'
import type { Host } from '#host/terms'

/** What main itself wants to know of the host, through the same contract as every front. */
export interface Watch {
  readonly call: HostClient
  readonly settings: Settings
  readonly state: RunState
  onChange(listener: () => void): void
}

export async function watchHost(host: Host): Promise<Watch & Pick<Connected<HostContract>, 'on'>> {
  const [ours, theirs] = endpointPair()
  host.serve(theirs)
  const { call, on } = connect(contract, ours)
  let settings = await call.app.settings()
  let state = await call.training.state()
  const listeners = new Set<() => void>()
  const tell = (): void => listeners.forEach((listener) => listener())
  on.app.settingsChanged((changed) => {
    settings = changed
    tell()
  })
  on.training.changed((changed) => {
    state = changed
    tell()
  })
  return {
    call,
    on,
    get settings() {
      return settings
    },
    get state() {
      return state
    },
    onChange: (listener) => void listeners.add(listener)
  }
}

/** A run that trains, prepares or stands still and can go on. */
export const lives = (state: RunState): boolean =>
  state.kind === 'training' || state.kind === 'paused' || state.kind === 'loading'
