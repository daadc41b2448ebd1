import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SettingsStore } from '#host/settings/settings-store'
import { defaultSettings } from '#shared/schemas/app'
import { temporaryFolder } from '../../helpers/folder'

const root = temporaryFolder()
const fresh = (): string => mkdtempSync(path.join(root, 's-'))
const open = (folder: string) => SettingsStore.open(folder)

describe('settings', () => {
  it('begin with the defaults and are there again at the next start', async () => {
    const folder = path.join(fresh(), 'data')
    const { store, notice } = await open(folder)
    expect([store.current, notice]).toEqual([defaultSettings, null])
    await Promise.all([
      store.change({ theme: 'light' }),
      store.change({ theme: 'system' }),
      store.change({ theme: 'dark' }),
      store.change({ language: 'ko' })
    ])
    await Promise.all([store.change({ welcomed: true }), store.change({ welcomed: false })])
    expect((await open(folder)).store.current).toEqual({ ...defaultSettings, theme: 'dark', language: 'ko' })
  })

  it('come back from the copy when the file is damaged, wherever it is cut; the bad file is kept', async () => {
    const folder = fresh()
    await (await open(folder)).store.change({ theme: 'dark' })
    await open(folder) // a good read writes the copy
    const file = path.join(folder, 'settings.json')
    const text = readFileSync(file, 'utf8')
    for (const size of [0, 1, 17, text.length - 3]) {
      writeFileSync(file, text.slice(0, size))
      const { store, notice } = await open(folder)
      expect(store.current.theme).toBe('dark')
      expect(notice).toMatchObject({ code: 'settings-restored' })
      expect(readFileSync(path.join(folder, String(notice?.params['file'])), 'utf8')).toBe(
        text.slice(0, size)
      )
      expect(readFileSync(file, 'utf8')).toBe(text)
    }
  })

  it('fall back to the defaults, and say so, when there is no copy', async () => {
    const folder = fresh()
    writeFileSync(path.join(folder, 'settings.json'), '{"formatVersion":1,"theme":"pink"}')
    const { store, notice } = await open(folder)
    expect(store.current).toEqual(defaultSettings)
    expect(notice).toMatchObject({ code: 'settings-reset' })
    expect(existsSync(path.join(folder, 'settings.json'))).toBe(false)
  })

  it('of a newer version are not touched', async () => {
    const folder = fresh()
    const text = '{"formatVersion":99,"theme":"sepia"}'
    writeFileSync(path.join(folder, 'settings.json'), text)
    const { store, notice } = await open(folder)
    expect(notice).toMatchObject({ code: 'settings-newer' })
    expect((await store.change({ theme: 'light' })).theme).toBe('light')
    expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe(text)
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('of an older file get the defaults that it lacks; nothing else is taken over', async () => {
    const folder = fresh()
    writeFileSync(
      path.join(folder, 'settings.json'),
      '{"formatVersion":1,"theme":"dark","__proto__":{"x":1},"old":2}'
    )
    expect((await open(folder)).store.current).toEqual({ ...defaultSettings, theme: 'dark' })
  })
})
