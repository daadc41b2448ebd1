import { rm } from 'node:fs/promises'
import { AppError } from '#shared/errors/app-error'
import type { DeviceChoice } from '#shared/schemas/devices'
import type { RunId, RunSummary, TrainingRequest } from '#shared/schemas/runs'
import type { StoredCheckpoint } from '../runs/checkpoints'
import type { RunLibrary } from '../runs/library'
import { lockRun } from '../runs/run-lock'
import { LiveRun } from './live-run'
import type { DataSource, TrainingData } from './terms'

type OnStage = (run: RunId, stage: 'data' | 'checkpoint') => void

/** Makes the folder of a new run, with all that it needs to be trained and repeated. Nothing is left when it fails. */
export async function createRun(
  library: RunLibrary,
  source: DataSource,
  request: TrainingRequest,
  at: string | undefined,
  onStage: OnStage
): Promise<LiveRun> {
  const { config, device, watched } = request
  const folder = await library.create(at)
  try {
    const lock = await lockRun(folder.folder)
    onStage(folder.id, 'data')
    const split = { seed: config.seed, heldOut: config.split.heldOut }
    const data = await source(request.dataset, split)
    const summary = summarise(folder.id, request, data)
    await folder.create(config, data.parts)
    await folder.saveSummary(summary)
    return new LiveRun({ folder, lock, config, data: data.parts, summary, device, watched })
  } catch (thrown) {
    await rm(folder.folder, { recursive: true, force: true }).catch(() => {})
    throw thrown
  }
}

function summarise(
  id: RunId,
  { config, name }: TrainingRequest,
  { parts, report, hash }: TrainingData
): RunSummary {
  const data = report.summary
  return {
    formatVersion: 1,
    id,
    name: (name?.trim() || `${data.name} · ${config.preset}`).slice(0, 120),
    task: 'names',
    preset: config.preset,
    created: new Date().toISOString(),
    data: { name: data.name, hash, rows: report.rows, testName: data.testName },
    classes: parts.classes,
    device: null,
    parameters: 0,
    baselines: report.baselines,
    epochs: 0,
    epochsPlanned: config.training.epochs,
    best: null,
    stop: null,
    seconds: 0,
    spark: []
  }
}

/** The device in use now ('auto': the one that the run was on), and the names that are watched now. */
export interface ResumeChoice {
  readonly device: DeviceChoice
  readonly watched: readonly string[]
}

/**
 * Reads a run that is to go on. Throws AppError 'run-not-found', 'run-newer', 'run-damaged', 'run-in-use' or
 * 'run-finished'.
 */
export async function loadRun(
  library: RunLibrary,
  run: RunId,
  choice: ResumeChoice,
  onStage: OnStage
): Promise<{ live: LiveRun; checkpoint: StoredCheckpoint | null }> {
  const folder = library.folder(run)
  const summary = await library.summary(run)
  if (summary.stop === 'finished' || summary.stop === 'early-stop') {
    throw new AppError('run-finished', { epochs: summary.epochs })
  }
  const config = await folder.config()
  const lock = await lockRun(folder.folder)
  try {
    onStage(run, 'checkpoint')
    const data = await folder.data()
    const checkpoint = await folder.checkpoints.newest()
    const live = new LiveRun({
      folder,
      lock,
      config,
      data,
      summary,
      device: choice.device === 'auto' ? (summary.device ?? 'auto') : choice.device,
      watched: choice.watched
    })
    return { live, checkpoint }
  } catch (thrown) {
    await lock.release()
    throw thrown
  }
}
