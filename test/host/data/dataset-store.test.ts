import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { sampleId } from '#host/data/dataset-store'
import type { RecentDataset } from '#host/data/recent'
import { asCsv, failureOf, fewRows, Workplace } from './workplace'

const buildSample = (resources: string): void =>
  void execFileSync(process.execPath, [path.resolve('tools/sample-data.mjs'), resources])

describe('the sample', () => {
  const place = new Workplace()
  beforeAll(() => buildSample(place.folder))

  it('is there at once, of nine languages or more, and clean', async () => {
    const [sample] = await place.store.list()
    expect(sample).toMatchObject({ id: sampleId, sample: true, testName: null })
    expect(sample.classes).toBeGreaterThanOrEqual(9)
    const report = await place.store.report(sampleId)
    expect(report).toMatchObject({ duplicates: 0, badRows: 0, notes: [] })
    expect(report.rows).toBeGreaterThan(5000)
    for (const { count } of report.classes) expect(count).toBeGreaterThanOrEqual(250)
    for (const { count } of report.classes) expect(count).toBeLessThanOrEqual(1200)
    // Something is to be learned from it, and counting does not solve it.
    expect(report.baselines.ngram.accuracy).toBeGreaterThan(report.baselines.majority.accuracy + 0.3)
    expect(report.baselines.ngram.accuracy).toBeLessThan(0.95)
  })

  it('is the same file each time', async () => {
    const other = new Workplace()
    buildSample(other.folder)
    const split = { heldOut: 0.2, seed: 0 }
    expect((await other.store.parts(sampleId, split)).hash).toBe(
      (await place.store.parts(sampleId, split)).hash
    )
  })

  it('stays when it is forgotten, and is missed when it is not there', async () => {
    await place.store.forget(sampleId)
    expect((await place.store.list())[0].id).toBe(sampleId)
    const bare = new Workplace({ resourcesDir: path.join(place.folder, 'nothing') })
    expect(await bare.store.list()).toEqual([])
    expect((await failureOf(bare.store.report(sampleId))).code).toBe('data-sample-missing')
  })
})

describe('what is remembered', () => {
  it('opens again after a restart, with test file and decisions', async () => {
    let saved: RecentDataset[] = []
    const recent = {
      load: async () => JSON.parse(JSON.stringify(saved)) as unknown,
      save: async (list: RecentDataset[]) => void (saved = list)
    }
    const place = new Workplace({ recent })
    const { id } = (await place.open(place.write('train.csv', asCsv([...fewRows, ...fewRows])))).summary
    const test = place.write('test.csv', 'name,class\nAldomir,Norlan\nIbor,Sudari\n')
    await place.store.attachTest({ dataset: id, files: [test], read: {} })
    const cleaning = { dropDuplicates: true, dropConflicts: false, dropLeaked: false }
    await place.store.clean({ dataset: id, cleaning })
    const before = await place.store.report(id)
    expect(before).toMatchObject({ dropped: 8, test: { leaked: 1 } })
    const later = place.newStore({ recent })
    expect(await later.list()).toEqual([before.summary])
    expect(await later.report(id)).toEqual(before)
    await later.forget(id)
    expect(saved).toEqual([])
    expect((await failureOf(later.report(id))).code).toBe('data-unknown')
    expect((await failureOf(place.newStore({ recent }).report(id))).code).toBe('data-unknown')
  })

  it('is no more than eight, survives nonsense, and never stops anybody', async () => {
    let saved: unknown = ['nonsense', { id: '../../etc' }, null]
    const recent = {
      load: () => Promise.resolve(saved),
      save: (list: RecentDataset[]) => ((saved = list), Promise.reject(new Error('disk full')))
    }
    const place = new Workplace({ recent })
    expect(await place.store.list()).toEqual([])
    for (let i = 0; i < 10; i++) await place.open(place.write(`${i}.csv`, asCsv(fewRows)))
    expect((saved as RecentDataset[]).map(({ name }) => name)).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((i) => `${i}.csv`)
    )
    expect((await place.store.list()).length).toBe(10)
  })
})
