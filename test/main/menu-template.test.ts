import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuCommandSchema } from '../../src/shared/schemas/app'
import { menuTemplate, type MenuActions } from '../../src/main/menu-template'
import { wordsFor } from '../../src/main/words'

type Item = MenuItemConstructorOptions

const leaves = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]))

function menu(
  change: Partial<Parameters<typeof menuTemplate>[1]> = {},
  mac = false,
  packaged = true
): { items: Item[]; log: string[] } {
  const log: string[] = []
  const actions: MenuActions = {
    send: (command) => void log.push(menuCommandSchema.parse(command)),
    openFiles: () => void log.push('openFiles'),
    openFolder: () => void log.push('openFolder'),
    openRecent: (file) => void log.push(file),
    clearRecent: () => void log.push('clearRecent'),
    link: (link) => void log.push(link),
    about: () => void log.push('about'),
    quit: () => void log.push('quit')
  }
  const state = { running: false, recent: ['/a.csv'], ...change }
  return { items: menuTemplate(wordsFor('en', 'en'), state, actions, { mac, packaged }), log }
}

describe('menuTemplate', () => {
  it.each([
    ['Linux and Windows', false],
    ['macOS', true]
  ])('every item on %s does something', (_system, mac) => {
    const { items, log } = menu({}, mac)
    for (const item of leaves(items)) {
      if (item.type === 'separator' || item.role) continue
      const before = log.length
      ;(item.click as unknown as () => void)()
      expect([item.label, log.length]).toEqual([item.label, before + 1])
    }
  })

  it('has each shortcut once', () => {
    const keys = leaves(menu().items).flatMap((item) => item.accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('offers what fits the run', () => {
    const enabled = (running: boolean): string[] =>
      leaves(menu({ running }).items)
        .filter(
          (item) => ['Train', 'Pause or Resume', 'Stop'].includes(item.label ?? '') && item.enabled !== false
        )
        .map((item) => item.label!)
    expect(enabled(false)).toEqual(['Train'])
    expect(enabled(true)).toEqual(['Pause or Resume', 'Stop'])
  })

  it('has developer tools only in development', () => {
    const roles = (packaged: boolean): unknown[] =>
      leaves(menu({}, false, packaged).items).map((item) => item.role)
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(true)).not.toContain('reload')
    expect(roles(false)).toContain('toggleDevTools')
  })

  it('speaks the language of the settings, else of the system', () => {
    expect(wordsFor('ko', 'en-US').file).toBe('파일')
    expect(wordsFor(null, 'ko-KR').file).toBe('파일')
    expect(wordsFor(null, 'de-DE').file).toBe('File')
  })
})
