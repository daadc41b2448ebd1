import { describe, expect, it } from 'vitest'
import { asCsv, failureOf, fewRows, Workplace } from './workplace'

const place = new Workplace()
const swapped = fewRows.map(([name, label]) => [label, name])
const longer = Array.from({ length: 12 }, (_, i) => [
  `Name${String.fromCharCode(97 + i)}`,
  i % 2 ? 'Norlan' : 'Sudari'
])

describe('columns (F28)', () => {
  it.each([
    ['comma', ','],
    ['tab', '\t'],
    ['semicolon', ';'],
    ['bar', '|']
  ])('divides by %s', async (_, separator) => {
    const report = await place.open(place.write('file.csv', asCsv(fewRows, separator)))
    expect(await place.rowsOf(report)).toEqual(fewRows)
  })

  it('takes the separator that divides every row alike', async () => {
    const rows = fewRows.map(([name, label], i) => [i % 2 ? `${name}, Jr` : name, label])
    const report = await place.open(place.write('file.csv', asCsv(rows, ';')))
    expect(await place.rowsOf(report)).toEqual(rows)
  })

  it.each([
    ['name,country', 'English'],
    ['Surname;Nationality'.replace(';', ','), 'mixed case'],
    ['이름,국적', 'Korean'],
    ['"name" , "class"', 'quoted']
  ])('knows a header: %s', async (header) => {
    const report = await place.open(place.write('file.csv', `${header}\n${asCsv(fewRows)}`))
    expect(await place.rowsOf(report)).toEqual(fewRows)
  })

  it('knows that there is none', async () => {
    expect((await place.open(place.write('file.csv', asCsv(longer)))).rows).toBe(12)
  })

  it('sees swapped columns, by words and by repetition', async () => {
    const words = await place.open(place.write('a.csv', `country,name\n${asCsv(swapped)}`))
    expect(await place.rowsOf(words)).toEqual(fewRows)
    const repetition = await place.open(place.write('b.csv', asCsv(swapped)))
    expect(await place.rowsOf(repetition)).toEqual(fewRows)
  })

  it('asks about three columns without a header, with a guess and a preview', async () => {
    const rows = longer.map(([name, label], i) => [String(i), name, label])
    const file = place.write('three.csv', asCsv(rows))
    const question = await place.ask(file)
    expect(question).toMatchObject({ about: 'columns', header: null })
    expect(question.guess).toMatchObject({ nameColumn: 1, labelColumn: 2, header: false, separator: ',' })
    expect(question.preview.slice(0, 2)).toEqual(rows.slice(0, 2))
    expect(await place.rowsOf(await place.open(file, question.guess))).toEqual(longer)
  })

  it('does not ask about three columns whose header says it', async () => {
    const rows = longer.map(([name, label], i) => [String(i), label, name])
    const report = await place.open(place.write('three.csv', `id,country,name\n${asCsv(rows)}`))
    expect(await place.rowsOf(report)).toEqual(longer)
  })

  it('asks where a first row may be a header', async () => {
    const file = place.write('unsure.csv', `Nomen,Terra\n${asCsv(longer)}`)
    const question = await place.ask(file)
    expect(question.about).toBe('columns')
    expect((await place.open(file, { ...question.guess, header: true })).rows).toBe(12)
    expect((await place.open(file, { ...question.guess, header: false })).rows).toBe(13)
  })

  it('asks where nothing repeats', async () => {
    const rows = longer.map(([name], i) => [name, `Other${i}`])
    expect((await place.ask(place.write('unique.csv', asCsv(rows)))).about).toBe('columns')
  })

  it('refuses one column, and a column that is not there', async () => {
    const one = await failureOf(place.open(place.write('one.csv', 'Anna\nBo\nCarl\n')))
    expect(one.code).toBe('data-one-column')
    const file = place.write('two.csv', asCsv(fewRows))
    const missing = await failureOf(place.open(file, { nameColumn: 0, labelColumn: 7 }))
    expect(missing).toMatchObject({ code: 'data-column-missing', params: { column: 8, columns: 2 } })
  })

  it('leaves ragged rows out, counts them and lists the first twenty', async () => {
    const rows = [...Array.from({ length: 10 }, () => longer).flat()]
    const lines = rows.map((row) => row.join(','))
    for (let i = 0; i < 15; i++) lines[i * 6 + 2] = 'Alone'
    for (let i = 0; i < 10; i++) lines[i * 6 + 4] = 'Too,many,cells'
    lines[7] = 'Trailing,Norlan,,,'
    const report = await place.open(place.write('ragged.csv', lines.join('\n')))
    expect(report.rows).toBe(120 - 25)
    expect(report.badRows).toBe(25)
    expect(report.badRowList.length).toBe(20)
    expect(report.badRowList[0]).toEqual({
      ...{ file: 'ragged.csv', line: 3, reason: 'missing-column', kept: false, text: 'Alone' }
    })
    expect(report.badRowList[1]).toMatchObject({ line: 5, reason: 'extra-columns', text: 'Too,many,cells' })
  })

  it('passes over the line in which Excel names the separator', async () => {
    const report = await place.open(place.write('sep.csv', `sep=;\nname;class\n${asCsv(fewRows, ';')}`))
    expect(await place.rowsOf(report)).toEqual(fewRows)
    expect(report.badRows).toBe(0)
  })

  it('finds a header below a title, and counts the title as no row', async () => {
    const report = await place.open(place.write('title.csv', `My list\n\nname,class\n${asCsv(fewRows)}`))
    expect(await place.rowsOf(report)).toEqual(fewRows)
    expect(report.badRowList).toMatchObject([{ line: 1, reason: 'missing-column', text: 'My list' }])
  })

  it('takes the first row of a test file as data when its class is known', async () => {
    const { summary } = await place.open(place.write('train.csv', `name,class\n${asCsv(fewRows)}`))
    const rows = [['Only', 'Sudari'], ...longer.map(([name]) => [name, 'Norlan'])]
    const test = place.write('test.csv', asCsv(rows))
    const outcome = await place.store.attachTest({ dataset: summary.id, files: [test], read: {} })
    expect(outcome).toMatchObject({ kind: 'open', report: { test: { rows: 13 } } })
  })

  it('counts a row without a class', async () => {
    const report = await place.open(place.write('gap.csv', `${asCsv(fewRows)}Iland,\n`))
    expect(report.badRowList).toMatchObject([{ line: 9, reason: 'no-label' }])
  })
})

describe('names to classify', () => {
  const names = (content: string, file = 'list.csv') => place.store.names(place.write(file, content), {})

  it('reads a list, one name a line, commas and all', async () => {
    expect((await names(`Anna\nO'Neil, Ann\nBo\nCarl\n\nDora\n`, 'list.txt')).names).toEqual([
      'Anna',
      `O'Neil, Ann`,
      'Bo',
      'Carl',
      'Dora'
    ])
  })

  it('finds the column of names', async () => {
    expect((await names('id,name\n1,Anna\n2,Bo\n')).names).toEqual(['Anna', 'Bo'])
    expect((await names(asCsv(longer.map(([n], i) => [String(i), n, 'x'])))).names).toEqual(
      longer.map(([n]) => n)
    )
  })

  it('leaves out what is no name, counted', async () => {
    expect(await names('name\nAnna\n""\n\u200b\nBo\n')).toEqual({ names: ['Anna', 'Bo'], badRows: 1 })
  })

  it('fails where it would have to ask', async () => {
    const rows = [['Niño'], ['Šimek'], ['O’Brien']]
    const { encodeAs } = await import('./encode')
    const file = place.write('1252.txt', encodeAs(asCsv(rows), 'windows-1252'))
    expect((await failureOf(place.store.names(file, {}))).code).toBe('data-question-open')
    expect((await place.store.names(file, { encoding: 'windows-1252' })).names).toEqual(rows.flat())
  })
})
