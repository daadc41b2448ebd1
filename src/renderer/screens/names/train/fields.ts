import {
  cells,
  inputs,
  optimizers,
  readouts,
  schedules,
  type NamesConfig
} from '#shared/schemas/names-config'
import type { Texts } from '../../../i18n/language.svelte'
import type { ConfigPath } from '../../../state/config-paths'

// How each setting is asked for. The record has every setting of a run, so none can be forgotten.

interface Shown {
  readonly group: 'data' | 'model' | 'training'
  /** Without: always. Settings that have no effect now are left out. */
  readonly when?: (config: NamesConfig) => boolean
}

export type Field = Shown &
  (
    | { readonly kind: 'number'; readonly step: number; readonly empty?: boolean }
    | { readonly kind: 'switch' }
    | {
        readonly kind: 'choice'
        readonly options: (
          words: Texts['form']
        ) => readonly { readonly value: string; readonly label: string }[]
      }
  )

const options = <Value extends string>(
  values: readonly Value[],
  labels: Record<Value, string>
): { value: string; label: string }[] => values.map((value) => ({ value, label: labels[value] }))

const whole = { kind: 'number', step: 1 } as const
const share = { kind: 'number', step: 0.05 } as const

export const fields: Record<ConfigPath, Field> = {
  seed: { group: 'data', ...whole },
  'split.heldOut': { group: 'data', ...share },
  maximumLength: { group: 'data', ...whole },
  'model.cell': { group: 'model', kind: 'choice', options: (words) => options(cells, words.cells) },
  'model.nonlinearity': {
    group: 'model',
    kind: 'choice',
    options: (words) => options(['tanh', 'relu'], words.nonlinearities),
    when: (config) => config.model.cell === 'rnn'
  },
  'model.hiddenSize': { group: 'model', ...whole },
  'model.layers': { group: 'model', ...whole },
  'model.bidirectional': { group: 'model', kind: 'switch' },
  'model.readout': { group: 'model', kind: 'choice', options: (words) => options(readouts, words.readouts) },
  'model.input': { group: 'model', kind: 'choice', options: (words) => options(inputs, words.inputs) },
  'model.embeddingSize': { group: 'model', ...whole, when: (config) => config.model.input === 'embedding' },
  'model.bigramSize': { group: 'model', ...whole },
  'model.markers': { group: 'model', kind: 'switch' },
  'model.vocabularySize': { group: 'model', ...whole, empty: true },
  'model.lowerCase': { group: 'model', kind: 'switch' },
  'model.dropout.embedding': { group: 'model', ...share },
  'model.dropout.layers': { group: 'model', ...share, when: (config) => config.model.layers > 1 },
  'model.dropout.readout': { group: 'model', ...share },
  'model.members': { group: 'model', ...whole },
  'training.epochs': { group: 'training', ...whole },
  'training.batchSize': { group: 'training', ...whole },
  'training.learningRate': { group: 'training', kind: 'number', step: 0.0005 },
  'training.optimizer': {
    group: 'training',
    kind: 'choice',
    options: (words) => options(optimizers, words.optimizers)
  },
  'training.momentum': { group: 'training', ...share, when: (config) => config.training.optimizer === 'sgd' },
  'training.schedule': {
    group: 'training',
    kind: 'choice',
    options: (words) => options(schedules, words.schedules)
  },
  'training.warmUp': { group: 'training', ...share },
  'training.clip': { group: 'training', kind: 'number', step: 0.5 },
  'training.patience': { group: 'training', ...whole },
  'training.classWeights': {
    group: 'training',
    kind: 'choice',
    options: (words) => options(['none', 'balanced'], words.weightings)
  },
  'training.labelSmoothing': { group: 'training', ...share },
  'training.weightDecay': { group: 'training', kind: 'number', step: 0.001 },
  'training.averaging': { group: 'training', kind: 'number', step: 0.01 }
}

export const groups = ['model', 'training', 'data'] as const

/** The settings of a group that matter with this configuration, in order. */
export const pathsOf = (group: Shown['group'], config: NamesConfig): ConfigPath[] =>
  (Object.keys(fields) as ConfigPath[]).filter((path) => {
    const field = fields[path]
    return field.group === group && (field.when?.(config) ?? true)
  })
