import { describe, expect, it } from 'vitest'
import { datasetReportSchema, rowPageSchema } from '#shared/schemas/names-data'
import { namesPartsSchema } from '#shared/trainer-contract'
import { asCsv, everything, failureOf, fewRows, Workplace } from './workplace'

const noCleaning = { dropDuplicates: false, dropConflicts: false, dropLeaked: false }

/** Duplicates: Anna/A twice more. Conflicts: Bo carries A and B, Cy only with the test file. */
const trainRows = [
  ...[
    ['Anna', 'A'],
    ['Anna', 'A'],
    ['Anna', 'A'],
    ['Bo', 'A'],
    ['Bo', 'B'],
    ['Cy', 'A']
  ],
  ...[
    ['Dan', 'B'],
    ['Eve', 'B'],
    ['Fay', 'A'],
    ['Gus', 'B'],
    ['Hal', 'A'],
    ['Ida', 'B']
  ]
]
/** Leaked: Anna/A, Anna/B (another label), Cy/B, Bo/B, Dan/C. Unknown label: C. Conflict of its own: New with A and B. */
const testRows = [
  ['Anna', 'A'],
  ['Anna', 'B'],
  ['Cy', 'B'],
  ['Bo', 'B'],
  ['New', 'A'],
  ['New', 'B'],
  ['Old', 'C'],
  ['Dan', 'C']
]

async function withTest(place = new Workplace()) {
  const { summary } = await place.open(place.write('train.csv', 'name,class\n' + asCsv(trainRows)))
  const test = place.write('test.csv', 'name,class\n' + asCsv(testRows))
  const outcome = await place.store.attachTest({ dataset: summary.id, files: [test], read: {} })
  if (outcome.kind !== 'open') throw new Error('asked')
  return { place, id: summary.id, report: datasetReportSchema.parse(outcome.report) }
}

describe('the report (F32)', () => {
  it('counts duplicates, conflicts, leaks and unknown classes', async () => {
    const { report } = await withTest()
    expect(report).toMatchObject({
      rows: 12,
      duplicates: 2,
      conflicts: 5, // Bo, Anna, Cy, New, Dan
      letters: new Set(trainRows.map(([name]) => name).join('')).size,
      test: { rows: 8, leaked: 5, leakedSameLabel: 2, clean: 3, unknownLabels: 2, badRows: 0 },
      split: { train: 12, heldOut: 6 },
      dropped: 0
    })
    expect(report.lengths).toEqual([0, 0, 3, 6, 3])
    expect(report.classes).toEqual([
      { label: 'A', count: 7, heldOut: 2 },
      { label: 'B', count: 5, heldOut: 4 }
    ])
    expect(report.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['train.csv', 12],
      ['test.csv', 8]
    ])
    expect(report.summary.testName).toBe('test.csv')
    expect(report.baselines.ceiling).toBeCloseTo(4 / 6, 12) // Anna and New carry two classes in the test file
    expect(report.baselines.majority).toEqual({ label: 'A', accuracy: 2 / 6 })
  })

  it('goes back when the test file is taken away', async () => {
    const { place, id } = await withTest()
    const report = await place.store.detachTest(id)
    expect(report.test).toBeNull()
    expect(report.conflicts).toBe(1)
    expect(report.split.train + report.split.heldOut).toBe(12)
  })

  it('refuses a test file of other classes, and stays as it was', async () => {
    const { place, id, report } = await withTest()
    const wrong = place.write('wrong.csv', 'name,class\nUwe,X\nVal,Y\n')
    const failure = await failureOf(place.store.attachTest({ dataset: id, files: [wrong], read: {} }))
    expect(failure.code).toBe('data-test-labels')
    expect(await place.store.report(id)).toEqual(report)
  })

  it('recognises the columns of a test file by the classes of the training file', async () => {
    const place = new Workplace()
    const { summary } = await place.open(place.write('train.csv', asCsv(fewRows)))
    const swapped = [
      ['Norlan', 'Ibor'],
      ['Norlan', 'Jado'],
      ['Sudari', 'Kasu']
    ]
    const test = place.write('test.csv', asCsv(swapped))
    const outcome = await place.store.attachTest({ dataset: summary.id, files: [test], read: {} })
    expect(outcome).toMatchObject({ kind: 'open', report: { test: { rows: 3, unknownLabels: 0 } } })
  })
})

describe('cleaning', () => {
  it('drops nothing by default and gives everything back', async () => {
    const { place, id, report } = await withTest()
    const dropped = async (cleaning: Partial<typeof noCleaning>) =>
      (await place.store.clean({ dataset: id, cleaning: { ...noCleaning, ...cleaning } })).dropped
    expect(await dropped({ dropDuplicates: true })).toBe(2)
    expect(await dropped({ dropConflicts: true })).toBe(2) // Bo: the training file's own, never the test file's
    expect(await dropped({ dropLeaked: true })).toBe(7) // Anna x 3, Bo x 2, Cy, Dan
    expect(await dropped({ dropDuplicates: true, dropConflicts: true, dropLeaked: true })).toBe(7)
    const clean = await place.store.report(id)
    expect(clean).toMatchObject({ rows: 12, duplicates: 2, test: { leaked: 5, clean: 8 } })
    expect(clean.baselines.ngram.cleanAccuracy).toBe(clean.baselines.ngram.accuracy)
    const back = await place.store.clean({ dataset: id, cleaning: noCleaning })
    expect(back).toEqual(report)
  })

  it('does not leave fewer than two classes, and stays as it was', async () => {
    const place = new Workplace()
    const rows = [
      ['Bo', 'A'],
      ['Bo', 'B'],
      ['Cy', 'A'],
      ['Dan', 'A'],
      ['Eve', 'A']
    ]
    const { summary } = await place.open(place.write('x.csv', 'name,class\n' + asCsv(rows)))
    const cleaning = { ...noCleaning, dropConflicts: true }
    expect((await failureOf(place.store.clean({ dataset: summary.id, cleaning }))).code).toBe(
      'data-one-class'
    )
    expect((await place.store.report(summary.id)).cleaning).toEqual(noCleaning)
  })
})

describe('parts', () => {
  it('are the whole training file against the rows of known classes of the test file', async () => {
    const { place, id } = await withTest()
    const { parts, report, hash } = await place.store.parts(id, { heldOut: 0.2, seed: 0 })
    expect(namesPartsSchema.parse(parts)).toEqual(parts)
    expect(parts.classes).toEqual(['A', 'B'])
    expect(parts.train.names).toEqual(trainRows.map(([name]) => name))
    expect([...parts.train.labels]).toEqual(trainRows.map(([, label]) => (label === 'A' ? 0 : 1)))
    expect(parts.heldOut.names).toEqual(['Anna', 'Anna', 'Cy', 'Bo', 'New', 'New'])
    expect([...parts.heldOut.labels]).toEqual([0, 1, 1, 1, 0, 1])
    expect([...parts.clean]).toEqual([0, 0, 0, 0, 1, 1])
    expect(report.split.train).toBe(12)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('hold names out, never one on both sides, and know their own content', async () => {
    const place = new Workplace()
    const rows = Array.from({ length: 300 }, (_, i) => [`Name${i % 120}`, `Class${i % 3}`])
    const { summary } = await place.open(place.write('x.csv', 'name,class\n' + asCsv(rows)))
    const first = await place.store.parts(summary.id, { heldOut: 0.25, seed: 3 })
    const { train, heldOut, clean } = first.parts
    expect(train.names.length + heldOut.names.length).toBe(300)
    expect(train.names.filter((name) => heldOut.names.includes(name))).toEqual([])
    expect(clean.every((value) => value === 1)).toBe(true)
    expect(new Set(heldOut.names).size).toBe(30)
    const again = await place.newStoreWith(summary.id, place.grant('x.csv'), { heldOut: 0.25, seed: 3 })
    expect(again).toBe(first.hash)
    expect((await place.store.parts(summary.id, { heldOut: 0.25, seed: 4 })).hash).not.toBe(first.hash)
    expect((await place.store.parts(summary.id, { heldOut: 0.25, seed: 3 })).hash).toBe(first.hash)
  })

  it('say when there is nothing to hold out', async () => {
    const place = new Workplace()
    const { summary } = await place.open(place.write('x.csv', 'name,class\nAnna,A\nBo,B\n'))
    const failure = await failureOf(place.store.parts(summary.id, { heldOut: 0.2, seed: 0 }))
    expect(failure).toMatchObject({ code: 'data-nothing-held-out', params: { names: 2, classes: 2 } })
    expect((await failureOf(place.store.parts('nobody', { heldOut: 0.2, seed: 0 }))).code).toBe(
      'data-unknown'
    )
  })
})

describe('rows', () => {
  it('are found by text, class and part, with their notes, page by page', async () => {
    const { place, id, report } = await withTest()
    const find = async (query: Partial<Parameters<typeof place.store.rows>[0]>) =>
      rowPageSchema.parse(await place.store.rows({ ...everything, dataset: id, ...query }))
    expect((await find({})).total).toBe(20)
    expect((await find({ search: 'an' })).rows.map(({ name }) => name)).toEqual([
      'Anna',
      'Anna',
      'Anna',
      'Dan',
      'Anna',
      'Anna',
      'Dan'
    ])
    expect((await find({ search: 'AN', label: 'C' })).rows).toEqual([
      { name: 'Dan', label: 'C', part: 'held-out', notes: ['conflict', 'leaked'] }
    ])
    expect((await find({ label: 'nobody' })).total).toBe(0)
    expect((await find({ filter: 'duplicate' })).total).toBe(report.duplicates)
    expect((await find({ filter: 'leaked' })).total).toBe(report.test?.leaked)
    expect((await find({ filter: 'train' })).total).toBe(12)
    expect((await find({ filter: 'held-out' })).total).toBe(8)
    const conflicts = await find({ filter: 'conflict' })
    expect(new Set(conflicts.rows.map(({ name }) => name))).toEqual(
      new Set(['Anna', 'Bo', 'Cy', 'New', 'Dan'])
    )
    const pages = [await find({ offset: 0, limit: 15 }), await find({ offset: 15, limit: 15 })]
    expect(pages.flatMap(({ rows }) => rows)).toEqual((await find({})).rows)
    expect((await find({})).rows[1]).toEqual({
      ...{ name: 'Anna', label: 'A', part: 'train', notes: ['duplicate', 'conflict'] }
    })
  })

  it('follow cleaning and the split', async () => {
    const { place, id } = await withTest()
    await place.store.clean({ dataset: id, cleaning: { ...noCleaning, dropDuplicates: true } })
    expect((await place.store.rows({ ...everything, dataset: id, filter: 'train' })).total).toBe(10)
    await place.store.detachTest(id)
    const report = await place.store.split({ dataset: id, heldOut: 0.5, seed: 1 })
    const held = await place.store.rows({ ...everything, dataset: id, filter: 'held-out' })
    expect(held.total).toBe(report.split.heldOut)
    expect(held.rows.every(({ part }) => part === 'held-out')).toBe(true)
    expect(report.split.share).toBe(0.5)
  })
})
