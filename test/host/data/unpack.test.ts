import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip, deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { failureOf, fewRows, asCsv, Workplace } from './workplace'

const csv = asCsv(fewRows)
const many = asCsv(Array.from({ length: 20_000 }, (_, i) => [`Name${i * 7919}`, i % 2 ? 'Norlan' : 'Sudari']))

/** A gzip file of `megabytes` MiB of the same rows over and over: about a thousandth of that on disk. */
async function bomb(file: string, megabytes: number): Promise<void> {
  const gzip = createGzip({ level: 9 })
  const out = gzip.pipe(createWriteStream(file))
  const block = Buffer.from(csv.repeat(8192)) // about 1 MB
  for (let i = 0; i < megabytes; i++)
    if (!gzip.write(block)) await new Promise((resolve) => gzip.once('drain', resolve))
  gzip.end()
  await finished(out)
}

describe('gzip (F24)', () => {
  const place = new Workplace()

  it('reads a .csv.gz, whatever its name', async () => {
    for (const name of ['names.csv.gz', 'names.csv']) {
      const report = await place.open(place.write(name, gzipSync(csv)))
      expect(await place.rowsOf(report)).toEqual(fewRows)
    }
  })

  it('reads plain text that is called .gz', async () => {
    expect((await place.open(place.write('plain.csv.gz', csv))).rows).toBe(8)
  })

  it('reads two members and padding, and refuses junk behind them', async () => {
    const two = Buffer.concat([gzipSync(csv.slice(0, 40)), gzipSync(csv.slice(40))])
    expect((await place.open(place.write('two.csv.gz', two))).rows).toBe(8)
    const padded = Buffer.concat([gzipSync(csv), Buffer.alloc(1024)])
    expect((await place.open(place.write('padded.csv.gz', padded))).rows).toBe(8)
    const junk = Buffer.concat([gzipSync(csv), Buffer.from('junk after the end')])
    const failure = await failureOf(place.open(place.write('junk.csv.gz', junk)))
    expect(failure.code).toBe('data-gzip-damaged')
  })

  it('refuses a bomb within 5 s and 500 MB', { retry: 3 }, async () => {
    await bomb(place.path('bomb.csv.gz'), 400)
    const file = place.grant('bomb.csv.gz')
    expect(file.bytes).toBeLessThan(2e6)
    const memory = process.memoryUsage().rss
    const started = performance.now()
    const failure = await failureOf(place.open(file))
    expect(failure.code).toBe('data-gzip-bomb')
    expect(performance.now() - started).toBeLessThan(5000)
    expect(process.memoryUsage().rss - memory).toBeLessThan(500e6)
  })

  it('refuses a bomb of zeros, which is not text either', async () => {
    const failure = await failureOf(place.open(place.write('zeros.gz', gzipSync(Buffer.alloc(50e6)))))
    expect(failure.code).toBe('data-not-text')
  })

  it('loads ten thousand equal rows, which pack as well as a small bomb', async () => {
    const rows = csv.repeat(1250)
    expect((await place.open(place.write('equal.csv.gz', gzipSync(rows, { level: 9 })))).rows).toBe(10_000)
  })

  it('asks about a file that is cut off, and takes the rows before the cut', async () => {
    const whole = gzipSync(many)
    const file = place.write('cut.csv.gz', whole.subarray(0, Math.floor(whole.length / 2)))
    const question = await place.ask(file)
    expect(question.about).toBe('truncated')
    expect(question.guess.acceptTruncated).toBe(true)
    const report = await place.open(file, question.guess)
    expect(report.rows).toBe(question.count)
    expect(report.rows).toBeGreaterThan(5_000)
    expect(report.rows).toBeLessThan(15_000)
    expect(report.notes).toContainEqual({ code: 'truncated', count: report.rows })
    // Nothing of the half line at the cut.
    const rows = await place.store.rows({
      ...{ dataset: report.summary.id, search: '', label: null, filter: 'all' as const },
      offset: report.rows - 2,
      limit: 2
    })
    const lines = many.split('\n')
    expect(rows.rows.map(({ name, label }) => `${name},${label}`)).toEqual(
      lines.slice(report.rows - 2, report.rows)
    )
  })

  it('takes nothing of the half line or half letter at the cut, wherever it falls', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => [`이름${i * 7919}`, i % 2 ? '가나다라' : '마바사아'])
    const whole = gzipSync(asCsv(rows))
    for (let cut = whole.length - 300; cut < whole.length - 8; cut += 7) {
      const file = place.write('half.csv.gz', whole.subarray(0, cut))
      const report = await place.open(file, { acceptTruncated: true })
      expect(report.rows).toBeLessThanOrEqual(400)
      expect(report.badRows).toBe(0)
      expect(await place.rowsOf(report)).toEqual(rows.slice(0, report.rows))
    }
  })

  it('asks also when only the checksum at the end is missing', async () => {
    const file = place.write('tail.csv.gz', gzipSync(csv).subarray(0, -6))
    expect((await place.ask(file)).about).toBe('truncated')
  })

  it('refuses a wrong checksum and damaged data', async () => {
    const wrong = gzipSync(many)
    wrong[wrong.length - 6] ^= 1
    expect((await failureOf(place.open(place.write('crc.gz', wrong)))).code).toBe('data-gzip-damaged')
    const damaged = gzipSync(many)
    damaged.fill(0xff, 2000, 2100)
    expect((await failureOf(place.open(place.write('bad.gz', damaged)))).code).toBe('data-gzip-damaged')
  })

  it('refuses gzip inside gzip', async () => {
    const failure = await failureOf(place.open(place.write('twice.gz', gzipSync(gzipSync(csv)))))
    expect(failure.code).toBe('data-gzip-nested')
  })

  it('finishes with a header alone, and with raw deflate data', async () => {
    const header = place.write('head.gz', gzipSync(csv).subarray(0, 10))
    expect((await place.store.open({ files: [header], read: {} }).catch((e) => e)).code ?? 'asked').toMatch(
      /data-|asked/
    )
    const raw = await failureOf(place.open(place.write('raw.gz', deflateRawSync(many))))
    expect(raw.code).toMatch(/^data-/)
  })
})
