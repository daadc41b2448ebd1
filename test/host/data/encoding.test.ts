import { describe, expect, it } from 'vitest'
import { ByteDecoder } from '#host/data/text-decoder'
import { encodeAs } from './encode'
import { asCsv, failureOf, Workplace } from './workplace'

const korean = [
  ['김민수', '한국'],
  ['이서연', '한국'],
  ['박지훈', '한국'],
  ['최수빈', '서울'],
  ['정하늘', '서울'],
  ['강도윤', '서울']
] as const
const japanese = [
  ['山田太郎', '東京'],
  ['鈴木花子', '東京'],
  ['佐藤さくら', '大阪'],
  ['タナカ', '大阪'],
  ['たけし', '大阪']
] as const
const chinese = [
  ['王小明', '北京'],
  ['李娜', '北京'],
  ['张伟', '北京'],
  ['刘洋', '上海'],
  ['陈静', '上海'],
  ['杨勇', '上海']
] as const
const german = [
  ['Müller', 'Norden'],
  ['Jäger', 'Norden'],
  ['Groß', 'Süden'],
  ['Böhm', 'Süden']
] as const

describe('encodings (F25)', () => {
  const place = new Workplace()

  it.each([
    ['euc-kr', korean],
    ['shift_jis', japanese],
    ['gb18030', chinese],
    ['utf-16le', korean],
    ['utf-16be', korean],
    ['utf-16le', german]
  ])('reads %s without asking', async (encoding, rows) => {
    const report = await place.open(place.write(`${encoding}.csv`, encodeAs(asCsv(rows), encoding)))
    expect(await place.rowsOf(report)).toEqual(rows)
    expect(report.files[0].encoding).toBe(encoding)
    expect(report.badRows).toBe(0)
  })

  it.each([
    ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
    ['utf-16le', Buffer.from([0xff, 0xfe])],
    ['utf-16be', Buffer.from([0xfe, 0xff])]
  ])('takes the byte order mark of %s and leaves it out of the first name', async (encoding, mark) => {
    const text = encoding === 'utf-8' ? Buffer.from(asCsv(korean)) : encodeAs(asCsv(korean), encoding)
    const report = await place.open(place.write('mark.csv', Buffer.concat([mark, text])))
    expect(await place.rowsOf(report)).toEqual(korean)
  })

  it('reads the newer syllables of windows-949', async () => {
    // These syllables are not in KS X 1001.
    const rows = ['똠', '햏', '쀍', '뷁', '믜', '챠', '펲', '홥'].map((name, i) => [
      name + '가나',
      i < 4 ? '앞줄' : '뒷줄'
    ])
    const report = await place.open(place.write('949.csv', encodeAs(asCsv(rows), 'euc-kr')))
    expect(await place.rowsOf(report)).toEqual(rows)
  })

  it('knows these codes for certain', () => {
    // Spot checks that do not go through our own tables: from the standards' code charts.
    const decode = (encoding: string, ...bytes: number[]) =>
      new ByteDecoder(encoding).push(Uint8Array.from(bytes))
    expect(decode('euc-kr', 0xb1, 0xe8, 0x8c, 0x63, 0x81, 0x41, 0xc6, 0x52)).toBe('김똠갂힣')
    expect(decode('windows-1252', 0x80, 0x8a, 0x92, 0xe9)).toBe('€Š’é')
    expect(decode('shift_jis', 0xfb, 0xfc, 0xb1)).toBe('髙ｱ')
  })

  it('asks where single-byte encodings disagree, and shows how each would read', async () => {
    const rows = [
      ['Niño', 'Sur'],
      ['Šimek', 'Nord'],
      ['O’Brien', 'Nord'],
      ['Ibáñez', 'Sur']
    ]
    const file = place.write('1252.csv', encodeAs(asCsv(rows), 'windows-1252'))
    const question = await place.ask(file)
    expect(question.about).toBe('encoding')
    expect(question.encodings).toContain('windows-1252')
    expect(question.samples.length).toBe(question.encodings.length)
    const shown = question.samples[question.encodings.indexOf('windows-1252')]
    expect(shown[0]).toBe('Niño,Sur')
    const report = await place.open(file, { encoding: 'windows-1252' })
    expect(await place.rowsOf(report)).toEqual(rows)
  })

  it('reads Latin letters on which all likely encodings agree', async () => {
    const outcome = await place.store.open({
      files: [place.write('latin.csv', encodeAs(asCsv(german), 'windows-1252'))],
      read: {}
    })
    // Right letters or a question, never wrong letters.
    if (outcome.kind === 'question') expect(outcome.question.about).toBe('encoding')
    else expect(await place.rowsOf(outcome.report)).toEqual(german)
  })

  it('knows the names that people use', async () => {
    const file = place.write('named.csv', encodeAs(asCsv(korean), 'euc-kr'))
    for (const encoding of ['cp949', 'CP949', 'ms949', 'windows-949', 'euc-kr'])
      expect(await place.rowsOf(await place.open(file, { encoding }))).toEqual(korean)
    const failure = await failureOf(place.open(file, { encoding: 'klingon' }))
    expect(failure.code).toBe('data-encoding-unknown')
  })

  it('leaves rows with lone invalid bytes out of UTF-8 text, and counts them', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => Buffer.from(`이름${i},${i % 2 ? '가반' : '나반'}\n`))
    lines[6] = Buffer.from([0xc0, 0x41, 0x2c, 0xea, 0xb0, 0x80, 0xeb, 0xb0, 0x98, 0x0a])
    const report = await place.open(place.write('lone.csv', Buffer.concat(lines)))
    expect(report.rows).toBe(39)
    expect(report.badRowList).toMatchObject([{ line: 7, reason: 'bad-letters', kept: false }])
    expect(report.notes).toContainEqual({ code: 'replaced', count: 1 })
    const names = (await place.rowsOf(report)).map(([name]) => name)
    expect(names.filter((name) => name.includes('\ufffd'))).toEqual([])
  })

  it('asks about a file that switches half way', async () => {
    const half = asCsv(Array.from({ length: 8 }, () => korean).flat())
    const file = place.write('switch.csv', Buffer.concat([Buffer.from(half), encodeAs(half, 'euc-kr')]))
    const question = await place.ask(file)
    expect(question.about).toBe('encoding')
    expect(question.encodings[0]).toBe('utf-8')
    const report = await place.open(file, { encoding: 'utf-8' })
    expect(report.rows).toBe(48)
    expect(report.badRows).toBe(48)
  })

  it('changes its mind when bytes far behind the first 64 KiB are not UTF-8', async () => {
    const plain = asCsv(Array.from({ length: 20_000 }, (_, i) => [`Name${i}`, i % 2 ? 'Norlan' : 'Sudari']))
    const tail = asCsv(Array.from({ length: 50 }, () => korean).flat())
    const file = place.write('late.csv', Buffer.concat([Buffer.from(plain), encodeAs(tail, 'euc-kr')]))
    const report = await place.open(file)
    expect(report.rows).toBe(20_300)
    expect(report.files[0].encoding).toBe('euc-kr')
    expect(report.classes.map(({ label }) => label)).toContain('서울')
  })

  it('joins what a Korean Mac takes apart', async () => {
    const apart = korean.map((row) => row.map((cell) => cell.normalize('NFD')))
    const report = await place.open(place.write('nfd.csv', asCsv(apart)))
    expect(await place.rowsOf(report)).toEqual(korean)
    expect(report.notes).toContainEqual({ code: 'composed', count: 6 })
  })
})
