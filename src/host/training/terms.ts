import type { AppError } from '#shared/errors/app-error'
import type { DeviceId } from '#shared/schemas/devices'
import type { DatasetReport } from '#shared/schemas/names-data'
import type { Epoch, Progress } from '#shared/schemas/names-metrics'
import type { RunId, RunState } from '#shared/schemas/runs'
import type { NamesParts } from '#shared/trainer-contract'

/** A data set, divided for training. `hash` names its content. */
export interface TrainingData {
  readonly parts: NamesParts
  readonly report: DatasetReport
  readonly hash: string
}

/** Divides an open data set by name. Throws AppError when it is not open or has too little in it. */
export type DataSource = (
  dataset: string,
  split: { readonly seed: number; readonly heldOut: number }
) => Promise<TrainingData>

/** What the supervisor tells the rest of the host. */
export interface TrainingReports {
  changed(state: RunState): void
  progress(run: RunId, progress: Progress): void
  epoch(run: RunId, epoch: Epoch): void
  /** Something to know that stops nothing. */
  notice(failure: AppError): void
  /** A run began, ended, or finished an epoch. */
  runs(): void
  /** Examples a second, measured on this device. */
  rate(device: DeviceId, rate: number): void
}
