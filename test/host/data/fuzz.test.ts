import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '#shared/schemas/names-data'
import { datasetReportSchema, readQuestionSchema } from '#shared/schemas/names-data'
import { failureOf, Workplace } from './workplace'

const place = new Workplace()

/** A file ends in a report that fits its schema, a question that does, or a sentence; never in anything else. */
async function settles(content: Uint8Array | string, read: ReadOptions = {}): Promise<string> {
  const file = place.write('fuzz.csv', content)
  const started = performance.now()
  let outcome
  try {
    outcome = await place.store.open({ files: [file], read })
  } catch (thrown) {
    outcome = undefined
    expect((await failureOf(Promise.reject(thrown))).code).toMatch(/^data-/)
  }
  expect(performance.now() - started).toBeLessThan(10_000)
  if (!outcome) return 'failure'
  if (outcome.kind === 'question') {
    readQuestionSchema.parse(outcome.question)
    return outcome.question.about
  }
  const report = datasetReportSchema.parse(outcome.report)
  expect(report.rows).toBeGreaterThan(0)
  const total = report.split.train + report.split.heldOut + report.dropped
  expect(total).toBe(report.rows)
  return 'open'
}

const csvUnit = fc.constantFrom(
  ...['a', 'B', 'é', '한', '🌊', '\ud83d', ',', ';', '\t', '|', '"', "'", ' ', '\n', '\r', '\u2028', '\0'],
  ...['=', '-', '\ufeff', '\ufffd', '\u202e', 'name,class\n', 'x,A\n', 'y,B\n', '"q","A"\n']
)
const anyOptions: fc.Arbitrary<ReadOptions> = fc.record(
  {
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'euc-kr', 'shift_jis', 'windows-1252', 'latin1', 'x-user'),
    separator: fc.constantFrom(',' as const, '\t' as const, ';' as const, '|' as const),
    header: fc.boolean(),
    nameColumn: fc.nat(3),
    labelColumn: fc.nat(3),
    acceptTruncated: fc.boolean(),
    acceptManyClasses: fc.boolean()
  },
  { requiredKeys: [] }
)
const explicit: ReadOptions = { header: false, separator: ',', nameColumn: 0, labelColumn: 1 }

describe('whatever a file holds', () => {
  it('settles on random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), anyOptions, async (bytes, options) => {
        await settles(bytes, options)
      }),
      { numRuns: 300 }
    )
  })

  it('settles on text full of separators, quotes and odd letters', async () => {
    const seen = new Set<string>()
    const text = fc.string({ unit: csvUnit, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(text, fc.option(anyOptions, { nil: explicit }), async (content, options) => {
        seen.add(await settles(content, options ?? {}))
      }),
      { numRuns: 600 }
    )
    // The property says something only if all ways out are taken.
    expect([...seen]).toEqual(expect.arrayContaining(['open', 'failure', 'columns']))
  })

  it('settles on gzip data that was cut, spoilt or put together', async () => {
    const seen = new Set<string>()
    const rows = Array.from({ length: 60 }, (_, i) => `Name${i},${i % 2 ? 'A' : 'B'}\n`).join('')
    const packed = gzipSync(rows)
    const spoil = fc.record({ cut: fc.nat(packed.length), at: fc.nat(packed.length - 1), value: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(spoil, fc.boolean(), async ({ cut, at, value }, whole) => {
        const bytes = Buffer.from(packed)
        if (!whole) bytes[at] = value
        seen.add(await settles(bytes.subarray(0, whole ? cut : bytes.length)))
      }),
      { numRuns: 200 }
    )
    expect([...seen]).toEqual(expect.arrayContaining(['open', 'failure', 'truncated']))
  })
})
