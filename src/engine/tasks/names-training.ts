import type { NamesConfig } from '#shared/schemas/names-config'
import type { NamesParts } from '#shared/trainer-contract'
import { createAveraging } from '../optimizers/averaging'
import { createOptimizer, type OptimizerConfig } from '../optimizers/optimizer'
import type { Trainable } from '../trainer-task'
import type { TrainerSettings } from '../trainer-terms'
import { NamesTask, type NamesScores } from './names'

/** A names task with its optimiser and averages: what a trainer trains. */
export interface NamesTraining extends Trainable<NamesScores> {
  readonly task: NamesTask
  readonly settings: TrainerSettings
  dispose(): void
}

/** Throws AppError('names-parts-invalid') for parts that cannot be trained on. */
export function namesTraining(
  config: NamesConfig,
  parts: NamesParts,
  watched: readonly string[]
): NamesTraining {
  const task = new NamesTask(config, parts, watched)
  const { training } = config
  const optimizer = createOptimizer(optimizerConfig(config), task.parameters)
  const averages = training.averaging > 0 ? createAveraging(task.parameters, training.averaging) : null
  const { epochs, learningRate, schedule, warmUp, patience } = training
  return {
    task,
    optimizer,
    averages,
    settings: { epochs, learningRate, schedule, warmUp, patience },
    dispose: () => {
      averages?.dispose()
      optimizer.dispose()
      task.dispose()
    }
  }
}

function optimizerConfig({ training, model }: NamesConfig): OptimizerConfig {
  const { optimizer: kind, weightDecay, momentum } = training
  const clip = training.clip > 0 ? { limit: training.clip, groups: model.members } : null
  return kind === 'adam' ? { kind, weightDecay, clip } : { kind, weightDecay, momentum, clip }
}
