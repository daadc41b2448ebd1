import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { configFrom, settingsOf, type SettingOptions } from '../../src/cli/settings'
import { AppError } from '../../src/shared/errors/app-error'
import { namesPresets } from '../../src/shared/presets'

const failure = async (options: SettingOptions): Promise<[string, unknown]> => {
  try {
    await configFrom(options, 'best')
    return ['none', null]
  } catch (thrown) {
    return thrown instanceof AppError
      ? [thrown.code, thrown.params['field'] ?? null]
      : ['not an AppError', thrown]
  }
}

describe('configFrom', () => {
  it('is the preset, as it stands', async () => {
    for (const preset of Object.keys(namesPresets)) {
      expect(await configFrom({ preset }, 'best')).toEqual(namesPresets[preset as 'best'])
    }
  })

  it('keeps the name of the preset with other epochs and another seed', async () => {
    const config = await configFrom({ preset: 'lecture', epochs: '3', seed: '7' }, 'best')
    expect(config).toMatchObject({ preset: 'lecture', seed: 7, training: { epochs: 3 } })
  })

  it('reaches every setting', async () => {
    for (const [key, value] of settingsOf(namesPresets.best)) {
      const config = await configFrom({ set: [`${key}=${JSON.stringify(value)}`] }, 'best')
      expect([key, config]).toEqual([key, namesPresets.best])
    }
    const config = await configFrom(
      { preset: 'lecture', set: ['model.cell=lstm', 'training.learningRate=0.003'] },
      'best'
    )
    expect(config).toMatchObject({
      preset: 'custom',
      model: { cell: 'lstm' },
      training: { learningRate: 0.003 }
    })
  })

  it('takes a file, and single settings over it', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-config-'))
    const file = path.join(folder, 'c.json')
    writeFileSync(file, JSON.stringify({ model: { hiddenSize: 12 }, training: { batchSize: 5 } }))
    const config = await configFrom({ config: file, set: ['training.batchSize=6'] }, 'best')
    expect(config).toMatchObject({ model: { hiddenSize: 12 }, training: { batchSize: 6 } })
    writeFileSync(file, '{')
    expect(await failure({ config: file })).toEqual(['config-file', null])
    writeFileSync(file, '[]')
    expect(await failure({ config: file })).toEqual(['config-file', null])
    rmSync(folder, { recursive: true })
  })

  it('refuses what is out of range, and names the field', async () => {
    const wrong: [string, string][] = [
      ['model.hiddenSize=0', 'model.hiddenSize'],
      ['model.hiddenSize=-1', 'model.hiddenSize'],
      ['model.hiddenSize=1e9', 'model.hiddenSize'],
      ['model.hiddenSize=many', 'model.hiddenSize'],
      ['training.learningRate=NaN', 'training.learningRate'],
      ['training.epochs=0', 'training.epochs'],
      ['model.cell=GRU', 'model.cell'],
      ['model.size=3', 'model.size'],
      ['size=3', 'size'],
      ['__proto__.x=1', '__proto__'],
      ['model.__proto__.x=1', 'model.__proto__']
    ]
    for (const [setting, field] of wrong) {
      expect([setting, await failure({ set: [setting] })]).toEqual([setting, ['config-invalid', field]])
    }
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  it('refuses what is no setting at all', async () => {
    for (const options of [{ preset: 'toString' }, { set: ['x'] }, { epochs: 'ten' }, { seed: '' }]) {
      expect([options, (await failure(options))[0]]).toEqual([options, 'usage'])
    }
    expect(await failure({ epochs: '1.5' })).toEqual(['config-invalid', 'training.epochs'])
  })
})
