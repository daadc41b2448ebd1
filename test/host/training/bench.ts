import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { RunLibrary } from '#host/runs/library'
import { Answers } from '#host/training/answers'
import { Supervisor } from '#host/training/supervisor'
import type { TrainingData } from '#host/training/terms'
import { TrainerOwner } from '#host/training/trainer-owner'
import type { AppError } from '#shared/errors/app-error'
import type { DatasetReport } from '#shared/schemas/names-data'
import type { Epoch } from '#shared/schemas/names-metrics'
import type { RunState, TrainingRequest } from '#shared/schemas/runs'
import { config, parts, summary } from '../runs/fixtures'
import { FakeTrainer } from './fake-trainer'

export const request: TrainingRequest = { dataset: 'd', config, device: 'auto', watched: ['Sung'] }

const trainingData: TrainingData = {
  parts,
  hash: 'abc',
  report: {
    rows: 6,
    summary: { id: 'd', name: 'names.csv', sample: false, rows: 6, classes: 2, testName: null },
    baselines: summary('x').baselines
  } as DatasetReport
}

/** A supervisor on a data folder of its own, with trainers whose lives the test writes. */
export function bench(
  root: string,
  more: { silence?: number; stillborn?: boolean; data?: () => Promise<TrainingData> } = {}
) {
  const dataDir = mkdtempSync(path.join(root, 'h-'))
  const library = new RunLibrary(dataDir)
  const trainers: FakeTrainer[] = []
  const heard = {
    states: [] as RunState[],
    epochs: [] as Epoch[],
    progress: [] as number[],
    notices: [] as AppError[]
  }
  const owner = new TrainerOwner({
    spawn: (environment) => {
      const trainer = new FakeTrainer(environment)
      trainers.push(trainer)
      if (more.stillborn) trainer.exit(1)
      return trainer.process
    },
    environmentFor: async (choice): Promise<Record<string, string>> =>
      choice === 'native' ? { NATIVE: '1' } : {}
  })
  const supervisor = new Supervisor({
    library,
    owner,
    data: more.data ?? (async () => trainingData),
    choice: () => ({ device: 'auto', watched: ['Nako'] }),
    ...(more.silence ? { silence: more.silence } : {}),
    reports: {
      changed: (state) => heard.states.push(state),
      progress: (_, latest) => heard.progress.push(latest.step),
      epoch: (_, one) => heard.epochs.push(one),
      notice: (failure) => heard.notices.push(failure),
      runs: () => {},
      rate: () => {}
    }
  })
  const answers = new Answers({ library, owner, supervisor, choice: () => 'auto' })
  const until = async (kind: RunState['kind'], check: (state: RunState) => boolean = () => true) => {
    for (let waited = 0; waited < 4000; waited += 5) {
      if (supervisor.state.kind === kind && check(supervisor.state)) return supervisor.state
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`still ${JSON.stringify(supervisor.state)}, not ${kind}`)
  }
  /** Starts a run and returns the trainer that it is in. */
  const started = async (asked = request) => {
    const run = await supervisor.start(asked)
    await until('training')
    return { run, trainer: trainers[trainers.length - 1]! }
  }
  return {
    dataDir,
    runs: path.join(dataDir, 'runs'),
    library,
    owner,
    supervisor,
    answers,
    trainers,
    heard,
    until,
    started
  }
}
