import { execFileSync } from 'node:child_process'
import { appendFileSync, promises as fs, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { asCsv, failureOf, fewRows, Workplace } from './workplace'

const posix = process.platform !== 'win32'
/** A busy machine may keep us waiting once. */
const timed = { retry: 3 }

/** 200,000 rows, about 3 MB. */
const large = asCsv(Array.from({ length: 200_000 }, (_, i) => [`Name${i * 31}`, i % 2 ? 'Norlan' : 'Sudari']))

describe('files that do not stand still (F36)', () => {
  /** Does something to the file once its reading has begun. */
  function meanwhile(act: () => void): Workplace {
    let done = false
    const progress = () => {
      if (!done) act()
      done = true
    }
    return new Workplace({ progress })
  }

  it('reads the healthy file', async () => {
    const place = new Workplace()
    expect((await place.open(place.write('x.csv', large))).rows).toBe(200_000)
  })

  it.each([
    ['grows', (file: string) => appendFileSync(file, 'Late,Norlan\n')],
    ['shrinks', (file: string) => truncateSync(file, 1000)],
    ['is overwritten', (file: string) => writeFileSync(file, large.replaceAll('Sudari', 'Others'))]
  ])('refuses a file that %s while it is read, and keeps nothing', async (_, act) => {
    const place: Workplace = meanwhile(() => act(place.path('x.csv')))
    const failure = await failureOf(place.open(place.write('x.csv', large)))
    expect(failure.code).toBe('data-file-changed')
    expect(await place.store.list()).toEqual([])
  })

  it.each([
    ['deleted', (file: string) => rmSync(file)],
    [
      'replaced',
      (file: string) => (writeFileSync(`${file}.new`, asCsv(fewRows)), renameSync(`${file}.new`, file))
    ]
  ])('reads a file to its end that is %s meanwhile', async (_, act) => {
    const place: Workplace = meanwhile(() => act(place.path('x.csv')))
    expect((await place.open(place.write('x.csv', large))).rows).toBe(200_000)
  })
})

describe('files that cannot be read', () => {
  const place = new Workplace()
  afterEach(() => vi.restoreAllMocks())

  it.each([
    ['is not there', 'gone.csv', 'data-file-missing'],
    ['lies inside a file', 'plain.csv/inner.csv', 'data-file-missing'],
    ...(posix ? [['is a device', '/dev/zero', 'data-not-a-file']] : [])
  ])('says so when one %s', async (_, name, code) => {
    place.write('plain.csv', asCsv(fewRows))
    expect((await failureOf(place.open(place.grant(name)))).code).toBe(code)
  })

  it.runIf(posix)('does not wait for the writer of a pipe', async () => {
    execFileSync('mkfifo', [place.path('pipe.csv')])
    expect((await failureOf(place.open(place.grant('pipe.csv')))).code).toBe('data-not-a-file')
  })

  it('says why the system refused', async () => {
    const file = place.write('locked.csv', asCsv(fewRows))
    vi.spyOn(fs, 'open').mockRejectedValue(Object.assign(new Error('EACCES: denied'), { code: 'EACCES' }))
    const failure = await failureOf(place.open(file))
    expect(failure).toMatchObject({ code: 'data-file-unreadable', params: { what: 'EACCES' } })
    vi.restoreAllMocks()
    expect((await place.open(file)).rows).toBe(8)
  })
})

describe('long reading (F23)', () => {
  it('reports progress up to the whole file', async () => {
    const heard: { bytes: number; total: number; rows: number }[] = []
    const place = new Workplace({ progress: (progress) => heard.push(progress) })
    const packed = gzipSync(large)
    for (const content of [large, packed]) {
      heard.length = 0
      await place.open(place.write('x.csv', content))
      expect(heard.at(-1)).toMatchObject({ bytes: content.length, total: content.length })
      const bytes = heard.map((progress) => progress.bytes)
      expect(bytes).toEqual([...bytes].sort((a, b) => a - b))
    }
  })

  it.each([
    ['plain', large],
    ['gzip', gzipSync(large)]
  ])('stops within 200 ms when cancelled: %s', timed, async (_, content) => {
    let cancelled = 0
    const place: Workplace = new Workplace({
      progress: () => {
        cancelled ||= performance.now()
        void place.store.cancel()
      }
    })
    const failure = await failureOf(place.open(place.write('x.csv', content)))
    expect(failure.code).toBe('data-cancelled')
    expect(performance.now() - cancelled).toBeLessThan(200)
    expect(await place.store.list()).toEqual([])
  })

  it('stops counting baselines when cancelled, and works again afterwards', timed, async () => {
    const place = new Workplace()
    const file = place.write('x.csv', large)
    const opening = failureOf(place.open(file))
    // Reading takes about half of the time.
    await new Promise((resolve) => setTimeout(resolve, 400))
    const cancelled = performance.now()
    void place.store.cancel()
    expect((await opening).code).toBe('data-cancelled')
    expect(performance.now() - cancelled).toBeLessThan(300)
    expect((await place.open(file)).rows).toBe(200_000)
  })

  it('refuses more rows than two million without reading on', async () => {
    const place = new Workplace()
    const block = asCsv(fewRows).repeat(2500)
    const file = place.write('x.csv', 'name,class\n' + block.repeat(110))
    const failure = await failureOf(place.open(file))
    expect(failure).toMatchObject({ code: 'data-too-many-rows', params: { limit: '2,000,000' } })
  })

  it('passes over an endless line in little memory', async () => {
    const place = new Workplace()
    const line = 'x'.repeat(60e6)
    const memory = process.memoryUsage().rss
    const report = await place.open(place.write('x.csv', `${asCsv(fewRows)}${line}\nLast,Norlan\n`))
    expect(report.rows).toBe(9)
    expect(report.badRowList).toMatchObject([{ line: 9, reason: 'too-long', kept: false }])
    expect(process.memoryUsage().rss - memory).toBeLessThan(400e6)
  })

  it('lets other work have its turn', timed, async () => {
    const place = new Workplace()
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 1)
    await place.open(place.write('x.csv', large))
    clearInterval(timer)
    expect(longest).toBeLessThan(200)
  })
})
