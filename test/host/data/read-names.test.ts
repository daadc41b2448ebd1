import { randomBytes } from 'node:crypto'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { asCsv, failureOf, fewRows, Workplace } from './workplace'

const place = new Workplace()

/** The first members of a zip, as a workbook has them. */
function zipOf(names: string[]): Buffer {
  return Buffer.concat(
    names.map((name) => {
      const data = deflateRawSync(Buffer.from('<xml/>'))
      const head = Buffer.alloc(30)
      head.write('PK\x03\x04', 'latin1')
      head.writeUInt16LE(8, 8)
      head.writeUInt32LE(data.length, 18)
      head.writeUInt16LE(name.length, 26)
      return Buffer.concat([head, Buffer.from(name), data])
    })
  )
}

describe('files without names (F21)', () => {
  it.each([
    ['empty', ''],
    ['blank', '\n\n  \r\n\n'],
    ['mark', '\ufeff'],
    ['commas', ',,,\n,,,\n']
  ])('says that a file has none: %s', async (name, content) => {
    const failure = await failureOf(place.open(place.write(`${name}.csv`, content)))
    expect(failure).toMatchObject({ code: 'data-no-rows', params: { file: `${name}.csv`, rows: 0 } })
  })

  it('says so of a header alone', async () => {
    const failure = await failureOf(place.open(place.write('header.csv', 'name,country\n')))
    expect(failure.code).toBe('data-no-rows')
    expect((await failureOf(place.open(place.write('none.gz', gzipSync(''))))).code).toBe('data-no-rows')
  })
})

describe('files that are no text (F22)', () => {
  const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(3000)])
  const elf = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), randomBytes(3000)])
  it.each([
    ['png', png, 'data-binary'],
    ['elf', elf, 'data-binary'],
    ['xlsx', zipOf(['[Content_Types].xml', 'xl/workbook.xml']), 'data-workbook'],
    ['ods', Buffer.concat([zipOf(['mimetype']), Buffer.from('opendocument.spreadsheet')]), 'data-workbook'],
    ['xls', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + '\0'.repeat(500), 'latin1'), 'data-workbook'],
    ['zip', zipOf(['names.csv']), 'data-binary'],
    ['pdf', Buffer.from('%PDF-1.7\n...'), 'data-binary'],
    ['random', randomBytes(100_000), 'data-not-text'],
    ['zeros', Buffer.alloc(5000), 'data-not-text']
  ])('refuses %s under the name .csv', async (_, content, code) => {
    const started = performance.now()
    const failure = await failureOf(place.open(place.write('names.csv', content)))
    expect(failure.code).toBe(code)
    expect(performance.now() - started).toBeLessThan(1000)
    const packed = await failureOf(place.open(place.write('names.csv.gz', gzipSync(content))))
    expect(packed.code).toBe(code)
  })

  it('reads the same rows when only the binary head is taken away', async () => {
    expect((await place.open(place.write('names.csv', asCsv(fewRows)))).rows).toBe(8)
  })
})

describe('line ends (F26)', () => {
  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
    ['U+2028', '\u2028']
  ])('reads rows that end with %s', async (_, end) => {
    expect(await place.rowsOf(await place.open(place.write('ends.csv', asCsv(fewRows, ',', end))))).toEqual(
      fewRows
    )
  })

  it('reads mixed ones, and a last row without any', async () => {
    const text = fewRows
      .map((row, i) => row.join(',') + ['\n', '\r\n', '\r'][i % 3])
      .join('')
      .trimEnd()
    expect(await place.rowsOf(await place.open(place.write('mixed.csv', text)))).toEqual(fewRows)
  })
})

describe('quotes (F27)', () => {
  it('keeps the rows behind an unclosed quote, and names its line', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `Name${i},${i % 2 ? 'Norlan' : 'Sudari'}`)
    rows[2] = '"Name2,Sudari'
    const report = await place.open(place.write('quote.csv', rows.join('\n')))
    expect(report.rows).toBe(3000)
    expect(report.badRows).toBe(0)
    expect(report.badRowList).toEqual([
      { file: 'quote.csv', line: 3, reason: 'open-quote', kept: true, text: 'Name2,Sudari' }
    ])
    expect(report.notes).toContainEqual({ code: 'open-quote', count: 1 })
  })
})

describe('letters (F29, F30)', () => {
  const read = async (names: string[]) => {
    const rows = names.map((name, i) => [`"${name}"`, i % 2 ? 'Norlan' : 'Sudari'])
    return place.open(place.write('letters.csv', 'name,class\n' + asCsv(rows)))
  }

  it('leaves out names that are empty or cannot be seen, with their lines', async () => {
    const report = await read(['Aldo', '', '   ', '\u200b\u200e', 'Bekta', 'C'])
    expect(report.rows).toBe(3)
    expect(report.badRows).toBe(3)
    expect(report.badRowList.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'no-name'],
      [4, 'no-name'],
      [5, 'no-name']
    ])
  })

  it('leaves out a name of ten thousand letters and counts long ones', async () => {
    const report = await read(['x'.repeat(10_000), 'y'.repeat(65), '🌊'.repeat(64), 'z', 'w'])
    expect(report.rows).toBe(4)
    expect(report.badRowList).toMatchObject([{ line: 2, reason: 'too-long', kept: false }])
    expect(report.badRowList[0].text.length).toBeLessThanOrEqual(200)
    expect(report.notes).toContainEqual({ code: 'cut', count: 1 })
    expect(report.lengths.length).toBe(66)
    expect(report.lengths[65]).toBe(1)
    expect(report.lengths[64]).toBe(1)
  })

  it('keeps emoji, marks, scripts and private letters whole', async () => {
    const names = ['👨‍👩‍👧‍👦', '🇰🇷', 'Z̸͓̬a̷l', 'عمر', 'נועה', 'हिंदी', '\ue000x', 'İstanbul']
    const report = await read(names)
    expect((await place.rowsOf(report)).map(([name]) => name)).toEqual(names.map((n) => n.normalize('NFC')))
    expect(report.badRows).toBe(0)
    expect(report.notes.find(({ code }) => code === 'controls')).toBeUndefined()
  })

  it('takes NUL out and says so; says which names hold marks of direction', async () => {
    const report = await read(['An\0na', 'Bo\u202eris', 'Ced\ufeffric', 'Dora'])
    expect(report.notes).toContainEqual({ code: 'removed', count: 1 })
    expect(report.notes).toContainEqual({ code: 'controls', count: 2 })
    const names = await place.rowsOf(report)
    expect(names[0][0]).toBe('Anna')
    expect(names[1][0]).toBe('Bo\u202eris')
  })

  it('leaves out lone surrogates of UTF-16, counted', async () => {
    const text = Buffer.from('\ufeff' + 'Anna,Norlan\nB?o,Sudari\nCarl,Sudari\n', 'utf16le')
    text.writeUInt16LE(0xd83d, text.indexOf('?', 0, 'utf16le'))
    const report = await place.open(place.write('lone.csv', text))
    expect(report.rows).toBe(2)
    expect(report.badRowList).toMatchObject([{ line: 2, reason: 'bad-letters', kept: false }])
    expect(report.notes).toContainEqual({ code: 'replaced', count: 1 })
  })

  it('keeps spaces inside quotes and says so', async () => {
    const report = await read(['Park ', 'Ann'])
    expect((await place.rowsOf(report))[0][0]).toBe('Park ')
    expect(report.notes).toContainEqual({ code: 'spaces', count: 1 })
  })
})

describe('formulas and paths (F33, F34)', () => {
  it('loads them as names; takes off the apostrophe of our own export', async () => {
    const rows = [
      ['=1+1', 'A'],
      ['+1', 'B'],
      ['-1', 'A'],
      ['@x', 'B'],
      ['../../etc/x', 'A'],
      ['C:\\x', '../b']
    ]
    const plain = await place.open(place.write('formulas.csv', 'name,class\n' + asCsv(rows)))
    expect(await place.rowsOf(plain)).toEqual(rows)
    const safe = rows.map(([name, label]) => [/^[=+\-@]/.test(name) ? `'${name}` : name, label])
    const again = await place.open(place.write('safe.csv', 'name,class\n' + asCsv(safe)))
    expect(await place.rowsOf(again)).toEqual(rows)
  })

  it('makes ids of its own, whatever a file is called', async () => {
    const report = await place.open(place.write('..%2f $(x) 이름.csv', asCsv(fewRows)))
    expect(report.summary.id).toMatch(/^[a-z0-9-]{1,40}$/)
  })
})

describe('classes (F31)', () => {
  it('wants two', async () => {
    const failure = await failureOf(place.open(place.write('one.csv', 'name,class\nA,x\nB,x\n')))
    expect(failure).toMatchObject({ code: 'data-one-class', params: { file: 'one.csv', label: 'x' } })
  })

  it('asks about more than a thousand', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => [`Name${i}`, `Class${i}`])
    const file = place.write('many.csv', 'name,class\n' + asCsv(rows))
    const question = await place.ask(file)
    expect(question).toMatchObject({ about: 'many-classes', count: 1500, guess: { acceptManyClasses: true } })
    expect((await place.open(file, question.guess)).classes.length).toBe(1500)
  })

  it('takes any text for a class', async () => {
    const labels = ['__proto__', 'constructor', '<img onerror=x>', 'toString', 'hasOwnProperty']
    const rows = labels.flatMap((label, i) => [0, 1, 2].map((j) => [`Name${i}${j}`, label]))
    const report = await place.open(place.write('labels.csv', 'name,class\n' + asCsv(rows)))
    expect(report.classes.map(({ label, count }) => [label, count]).sort()).toEqual(
      labels.map((label) => [label, 3]).sort()
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
