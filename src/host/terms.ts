import type { HostService } from '#shared/contract'
import type { AppInfo, MenuCommand } from '#shared/schemas/app'
import type { DeviceChoice } from '#shared/schemas/devices'
import type { FileHandle } from '#shared/schemas/names-data'
import type { RunId, TrainingRequest } from '#shared/schemas/runs'
import type { Endpoint } from '#shared/wire/endpoint'

/** A trainer process as its owner sees it: utilityProcess in Electron, child_process.fork elsewhere. */
export interface TrainerProcess {
  readonly endpoint: Endpoint
  readonly pid: number | undefined
  /** Calls `listener` once, when the process has ended. */
  onExit(listener: (exit: { code: number | null; signal: string | null }) => void): void
  kill(signal?: 'SIGTERM' | 'SIGKILL'): void
}

/** What a front gives the host: it knows neither Electron nor sockets. */
export interface HostOptions {
  /** Holds runs/, settings.json, native/, logs/. */
  readonly dataDir: string
  /** Read-only: sample data that ships. */
  readonly resourcesDir: string
  readonly info: Omit<AppInfo, 'dataFolder' | 'processor' | 'cores'>
  /** Starts a trainer with exactly these variables as its environment: the host has taken its own through an allow-list. */
  spawnTrainer(environment: Readonly<Record<string, string>>): TrainerProcess
  openLink(link: string): Promise<void>
  /** The view's answer to 'close-requested'. */
  onCloseAnswer?(answer: 'stop' | 'continue' | 'cancel'): void
  /** Used instead of the settings' device, for this process alone. */
  readonly device?: DeviceChoice
  /** Start the trainer when it is first needed, not at once: for a command that may not need it. */
  readonly lazy?: boolean
  /** Takes lines for a log file: refused messages, a trainer that ended. */
  log?(line: string): void
  /** A folder from which the app's packages resolve; that of the running bundle by default. */
  readonly appDir?: string
  /** Check our own answers against the contract too: for tests. */
  readonly checkOutputs?: boolean
}

/** Paths that this user granted by a dialog, a drop, an upload or an argument; the view only ever sees handles. */
export interface FileGrants {
  grant(path: string, displayName?: string): Promise<FileHandle>
  /** The path behind a handle; throws AppError('file-not-granted'). */
  path(handle: FileHandle): string
}

export interface ServingOptions {
  /** Called once, at the hundredth message that was refused: a server closes the socket with 1008. */
  readonly onAbuse?: () => void
}

export interface Host {
  readonly service: HostService
  readonly grants: FileGrants
  /** Serves the contract on this endpoint; events reach every connected front. Returns the disconnect. */
  serve(endpoint: Endpoint, options?: ServingOptions): () => void
  sendMenu(command: MenuCommand): void
  sendFiles(files: readonly FileHandle[]): void
  /**
   * A run folder anywhere on the disk, named by an argument: from now on its id works in every call of the service.
   * Throws AppError('run-not-found' | 'run-newer' | 'run-in-use').
   */
  openRun(folder: string): Promise<RunId>
  /** training.start into this folder, which must be new or empty, instead of the library. */
  startRun(folder: string, request: TrainingRequest): Promise<RunId>
  /** True while a run is loading, training or paused. */
  readonly busy: boolean
  /** Checkpoints and stops what runs, ends the trainer; at most two seconds. */
  close(): Promise<void>
}
