import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { failureOf, Workplace } from './workplace'

const posix = process.platform !== 'win32'
const place = new Workplace()
const put = (name: string, text: string) => writeFileSync(place.path(`set/${name}`), text)

describe('a folder of Class.txt (F35)', () => {
  beforeEach(() => {
    rmSync(place.path('set'), { recursive: true, force: true })
    mkdirSync(place.path('set'))
    put('Norlan.txt', 'Aldomir\nO\'Neil, Ann\n\n"Corvith"\n')
    put('Sudari.txt', 'Bekta\r\nDunami')
  })

  it('takes each line as a name and each file name as a class', async () => {
    const report = await place.open(place.grant('set'))
    expect(await place.rowsOf(report)).toEqual([
      ['Aldomir', 'Norlan'],
      ["O'Neil, Ann", 'Norlan'],
      ['"Corvith"', 'Norlan'],
      ['Bekta', 'Sudari'],
      ['Dunami', 'Sudari']
    ])
    expect(report.summary.name).toBe('set')
    expect(report.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['Norlan.txt', 3],
      ['Sudari.txt', 2]
    ])
  })

  it('reads several text files that were chosen together in the same way', async () => {
    const report = await place.open([place.grant('set/Norlan.txt'), place.grant('set/Sudari.txt')])
    expect(report.classes).toMatchObject([
      { label: 'Norlan', count: 3 },
      { label: 'Sudari', count: 2 }
    ])
  })

  it('passes over what is no class file, and lists it with the reason', async () => {
    for (const name of [
      '.DS_Store',
      '._Norlan.txt',
      'README.txt',
      'names.txt.bak',
      'Sudari.txt~',
      'LICENSE.txt'
    ])
      put(name, 'Nobody\n')
    put('notes.md', '# notes')
    put('Empty.txt', '\n\n')
    put('Picture.txt', '\x89PNG\r\n\x1a\n')
    writeFileSync(place.path('set/Picture.txt'), Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'))
    mkdirSync(place.path('set/nested.txt'))
    const report = await place.open(place.grant('set'))
    expect(report.rows).toBe(5)
    const skipped = report.files.filter((file) => file.skipped).map(({ name, skipped: why }) => [name, why])
    expect(Object.fromEntries(skipped)).toEqual({
      '.DS_Store': 'hidden',
      '._Norlan.txt': 'hidden',
      'README.txt': 'readme',
      'LICENSE.txt': 'readme',
      'names.txt.bak': 'backup',
      'Sudari.txt~': 'backup',
      'notes.md': 'not-text',
      'Empty.txt': 'empty',
      'Picture.txt': 'binary',
      'nested.txt': 'folder'
    })
    expect(report.notes).toContainEqual({ code: 'files-skipped', count: 9 })
  })

  it.runIf(posix)('follows links inside the folder and none that leave it', async () => {
    writeFileSync(place.path('secret.txt'), 'Password\n')
    symlinkSync(place.path('secret.txt'), place.path('set/Outside.txt'))
    symlinkSync('/etc', place.path('set/Etc.txt'))
    symlinkSync('Loop.txt', place.path('set/Loop.txt'))
    symlinkSync('Norlan.txt', place.path('set/Again.txt'))
    const report = await place.open(place.grant('set'))
    expect(report.classes.map(({ label }) => label).sort()).toEqual(['Again', 'Norlan', 'Sudari'])
    const reasons = report.files.filter((file) => file.skipped).map(({ name, skipped }) => [name, skipped])
    expect(Object.fromEntries(reasons)).toEqual({
      'Outside.txt': 'link-outside',
      'Etc.txt': 'link-outside',
      'Loop.txt': 'unreadable'
    })
    expect((await place.rowsOf(report)).flat()).not.toContain('Password')
  })

  it.runIf(posix)('is not left by a folder whose name only begins alike', async () => {
    mkdirSync(place.path('set-2'))
    writeFileSync(place.path('set-2/x.txt'), 'Password\n')
    symlinkSync(path.join('..', 'set-2', 'x.txt'), place.path('set/Twin.txt'))
    expect((await place.open(place.grant('set'))).rows).toBe(5)
  })

  it('says when there is none', async () => {
    mkdirSync(place.path('bare'))
    writeFileSync(place.path('bare/README.md'), 'x')
    const failure = await failureOf(place.open(place.grant('bare')))
    expect(failure).toMatchObject({ code: 'data-folder-empty', params: { file: 'bare', skipped: 1 } })
  })

  it('asks before it reads more than a thousand classes', async () => {
    mkdirSync(place.path('crowd'))
    for (let i = 0; i < 1200; i++) writeFileSync(place.path(`crowd/Class${i}.txt`), `Name${i}\nOther${i}\n`)
    const question = await place.ask(place.grant('crowd'))
    expect(question).toMatchObject({ about: 'many-classes', count: 1200 })
    expect((await place.open(place.grant('crowd'), question.guess)).rows).toBe(2400)
  })
})
