import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { afterEach, beforeEach } from 'vitest'
import { Trainer } from '#engine/trainer'
import type { TrainingState } from '#engine/trainer-state'
import type { TrainerSettings } from '#engine/trainer-terms'
import { FakeAverages, FakeOptimizer, FakeTask, Recorder, settings, turn } from './fake-task'

export type Scores = { error: number }

export interface Options {
  task?: FakeTask
  settings?: Partial<TrainerSettings>
  averages?: boolean
  start?: TrainingState | null
  wish?: 'run' | 'pause'
  /** Milliseconds that the clock goes on by each time that it is read. */
  tick?: number
  onTurn?: (trainer: Trainer<Scores>) => void
}

let made: { dispose(): void }[] = []

/** A prepared trainer of the fake task, with what it reports; disposed of after the test. */
export async function make(options: Options = {}) {
  const task = options.task ?? new FakeTask()
  const recorder = new Recorder()
  const optimizer = new FakeOptimizer(task)
  const averages = options.averages ? new FakeAverages(task) : null
  let now = 0
  const runtime = {
    clock: () => (now += options.tick ?? 1),
    turn: async () => {
      await turn()
      options.onTurn?.(trainer)
    }
  }
  const trainer: Trainer<Scores> = new Trainer(
    { task, optimizer, averages },
    { ...settings, ...options.settings },
    recorder,
    runtime
  )
  made.push(trainer, optimizer, task, ...(averages ? [averages] : []))
  await trainer.prepare(options.start ?? null, options.wish ?? 'run')
  return { trainer, task, recorder, averages, bits: () => [...task.variable.dataSync()] }
}

/** Sets the backend and cleans up around each test. */
export function useBench(): void {
  beforeEach(async () => {
    tf.enableProdMode()
    await tf.setBackend('cpu')
  })
  afterEach(() => {
    for (const thing of made) thing.dispose()
    made = []
  })
}
