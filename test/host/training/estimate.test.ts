import { describe, expect, it } from 'vitest'
import { vocabularyFor } from '#engine/tasks/names-network'
import { estimateRun, tableRows } from '#host/training/estimate'
import { namesPresets } from '#shared/presets'
import type { NamesConfig } from '#shared/schemas/names-config'
import { parts } from '../runs/fixtures'

const names = ['Anna', 'annabel', 'Ándrea', 'Hanan', '다온', '다\u110b\u1169\u11ab', 'x😀x', 'x😀y', 'İx', '']

describe('an estimate', () => {
  it('counts the tables as the trainer will make them', () => {
    for (const preset of Object.values(namesPresets)) {
      for (const model of [
        {},
        { lowerCase: true },
        { markers: true, bigramSize: 8 },
        { markers: false, bigramSize: 8, lowerCase: true },
        { vocabularySize: 128, markers: true }
      ]) {
        const config: NamesConfig = { ...preset, model: { ...preset.model, ...model } }
        const vocabulary = vocabularyFor(config, names)
        expect(tableRows(config.model, names)).toEqual({
          rows: vocabulary.size,
          pairRows: vocabulary.pairRows
        })
      }
    }
  })

  it('gives the parameters of 13_2', () => {
    const classes = Array.from({ length: 18 }, (_, i) => `${i}`)
    const train = { names: Array.from({ length: 600 }, (_, i) => `Name${i}`), labels: new Int32Array(600) }
    const found = estimateRun(namesPresets.lecture, { ...parts, classes, train })
    expect(found).toMatchObject({ parameters: 317_018, batches: 3 })
    expect(found.memoryBytes).toBeGreaterThan(317_018 * 16)
  })
})
