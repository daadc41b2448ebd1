import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { namesPresets } from '#shared/presets'
import { encode } from '#shared/safetensors'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { Epoch } from '#shared/schemas/names-metrics'
import type { RunSummary } from '#shared/schemas/runs'
import type { NamesParts } from '#shared/trainer-contract'

export const config: NamesConfig = {
  ...namesPresets.quick,
  training: { ...namesPresets.quick.training, epochs: 3 }
}

export const parts: NamesParts = {
  classes: ['Hill', 'Vale'],
  train: { names: ['Aro', 'Bela', '=Cid', '다온'], labels: Int32Array.from([0, 1, 0, 1]) },
  heldOut: { names: ['Dora', 'Eno'], labels: Int32Array.from([0, 1]) },
  clean: Uint8Array.from([1, 0])
}

export const summary = (id: string, more: Partial<RunSummary> = {}): RunSummary => ({
  formatVersion: 1,
  id,
  name: `Run ${id}`,
  task: 'names',
  preset: 'quick',
  created: '2026-11-23T10:00:00.000Z',
  data: { name: 'names.csv', hash: 'abc', rows: 6, testName: null },
  classes: ['Hill', 'Vale'],
  device: 'builtin',
  parameters: 100,
  baselines: {
    majority: { label: 'Hill', accuracy: 0.5 },
    ngram: { accuracy: 0.6, cleanAccuracy: null, macroRecall: 0.6 },
    ceiling: 1
  },
  epochs: 0,
  epochsPlanned: 3,
  best: null,
  stop: 'finished',
  seconds: 0,
  spark: [],
  ...more
})

export const epoch = (number: number, more: Partial<Epoch> = {}): Epoch => ({
  epoch: number,
  step: number * 10,
  loss: 1 / number,
  accuracy: 0.5,
  heldOut: {
    loss: 1,
    accuracy: 0.5 + number / 100,
    cleanAccuracy: null,
    macroRecall: 0.5,
    macroF1: 0.5,
    count: 2
  },
  seconds: 1,
  rate: 4,
  learningRate: 0.001,
  best: true,
  confusion: [
    [1, 0],
    [0, 1]
  ],
  watched: [],
  ...more
})

/** A checkpoint as the trainer would send it, as far as the host looks into it. */
export const checkpoint = (value: number): Uint8Array =>
  encode({
    tensors: [{ name: 'weight', dtype: 'F32', shape: [64], data: new Float32Array(64).fill(value) }],
    metadata: { step: String(value) }
  })

/** A run folder that was written by hand. */
export function writeRun(
  runs: string,
  id: string,
  epochs: readonly Epoch[],
  more: Partial<RunSummary> = {}
): string {
  const folder = path.join(runs, id)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'summary.json'), JSON.stringify(summary(id, more)))
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config))
  writeFileSync(path.join(folder, 'metrics.jsonl'), epochs.map((one) => `${JSON.stringify(one)}\n`).join(''))
  return folder
}
