import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileNameFor, metricsCsv } from '#host/runs/metrics-csv'
import { MetricsLog, readEpochs } from '#host/runs/metrics-log'
import { temporaryFolder } from '../../helpers/folder'
import { epoch } from './fixtures'

const folder = temporaryFolder()
const file = path.join(folder, 'metrics.jsonl')
const numbers = async () => (await readEpochs(file)).map((one) => one.epoch)

describe('metrics', () => {
  it('are appended, read back exactly, and never twice', async () => {
    const log = await MetricsLog.open(file, 0)
    for (const one of [epoch(1), epoch(1), epoch(2, { loss: 0.1 + 0.2 })])
      expect(await log.append(one)).toBeNull()
    expect(await readEpochs(file)).toEqual([epoch(1), epoch(2, { loss: 0.1 + 0.2 })])
    expect(log.epochs).toEqual([epoch(1), epoch(2, { loss: 0.1 + 0.2 })])
  })

  it('go on from a checkpoint without a gap or a point twice, after a torn line', async () => {
    appendFileSync(file, `${JSON.stringify(epoch(3))}\n{"epoch":4,"st`)
    expect(await numbers()).toEqual([1, 2, 3])
    const log = await MetricsLog.open(file, 20) // the checkpoint of epoch 3 was never stored
    await log.append(epoch(3, { loss: 7 }))
    expect(await readEpochs(file)).toEqual([epoch(1), epoch(2, { loss: 0.1 + 0.2 }), epoch(3, { loss: 7 })])
  })

  it('pass over a line that is damaged or out of order', async () => {
    writeFileSync(file, `${JSON.stringify(epoch(2))}\n{"epoch":"x"}\nnull\n${JSON.stringify(epoch(1))}\n`)
    expect(await numbers()).toEqual([2])
  })

  it('stay complete in memory while the file cannot be written, and in the file afterwards', async () => {
    const place = path.join(folder, 'gone', 'metrics.jsonl')
    mkdirSync(path.dirname(place))
    const log = await MetricsLog.open(place, 0)
    await log.append(epoch(1))
    renameSync(path.dirname(place), path.join(folder, 'away'))
    expect(await log.append(epoch(2))).toMatchObject({ code: 'folder-gone' })
    expect(log.epochs.length).toBe(2)
    renameSync(path.join(folder, 'away'), path.dirname(place))
    expect(await log.append(epoch(3))).toBeNull()
    expect((await readEpochs(place)).map((one) => one.epoch)).toEqual([1, 2, 3])
  })

  it('are exported as CSV, with the point in every locale', () => {
    const [header, first] = metricsCsv([epoch(2)]).split('\r\n')
    expect(header?.split(',').slice(0, 3)).toEqual(['epoch', 'step', 'loss'])
    expect(first).toBe('2,20,0.5,0.5,1,0.52,,0.5,0.5,1,4,0.001,true')
    expect(readFileSync(file, 'utf8')).not.toContain(';')
  })

  it('get a file name that any system takes', () => {
    expect(fileNameFor('../../etc/x: a "b"\u202e', '.csv')).toBe('etc x a b.csv')
    expect(fileNameFor(' . ', '.csv')).toBe('run.csv')
  })
})
