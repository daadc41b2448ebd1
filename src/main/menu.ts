import { app, Menu, type BrowserWindow } from 'electron'
import type { Host } from '#host/terms'
import { menuTemplate } from './menu-template'
import type { Opening } from './opening'
import type { Recent } from './recent'
import { lives, type Watch } from './watch'
import { wordsFor } from './words'

export interface MenuParts {
  readonly host: Host
  readonly watch: Watch
  readonly opening: Opening
  readonly recent: Recent
  show(): BrowserWindow
  link(link: 'source' | 'issues' | 'folder'): void
  quit(): void
}

/** Sets the application menu now, and again when the language, the run or the list of files changes. */
export function keepMenu(parts: MenuParts): () => void {
  let shown = ''
  const set = (): void => {
    const { language } = parts.watch.settings
    const running = lives(parts.watch.state)
    const recent = parts.recent.files
    const key = JSON.stringify([language, running, recent])
    if (key === shown) return
    shown = key
    const template = menuTemplate(
      wordsFor(language, app.getLocale()),
      { running, recent },
      {
        send: (command) => {
          parts.show()
          parts.host.sendMenu(command)
        },
        openFiles: () => void parts.opening.askFiles(),
        openFolder: () => void parts.opening.askFolder(),
        openRecent: (file) => void parts.opening.open([file]),
        clearRecent: () => void parts.recent.clear().then(set),
        link: parts.link,
        about: () => app.showAboutPanel(),
        quit: parts.quit
      },
      { mac: process.platform === 'darwin', packaged: app.isPackaged }
    )
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  parts.watch.onChange(set)
  set()
  return set
}
