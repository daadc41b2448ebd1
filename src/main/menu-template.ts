import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#shared/schemas/app'
import type { Words } from './words'

export interface MenuState {
  /** A run is training, or stands still and can go on. */
  readonly running: boolean
  readonly recent: readonly string[]
}

export interface MenuActions {
  send(command: MenuCommand): void
  openFiles(): void
  openFolder(): void
  openRecent(file: string): void
  clearRecent(): void
  link(link: 'source' | 'issues' | 'folder'): void
  about(): void
  quit(): void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The application menu. Every item does something, or is disabled. */
export function menuTemplate(
  words: Words,
  state: MenuState,
  actions: MenuActions,
  options: { readonly mac: boolean; readonly packaged: boolean }
): Item[] {
  const command = (label: string, name: MenuCommand, accelerator?: string, enabled = true): Item => ({
    label,
    enabled,
    ...(accelerator ? { accelerator } : {}),
    click: () => actions.send(name)
  })
  const settings = command(words.settings, 'settings', 'CmdOrCtrl+,')
  const quit: Item = { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => actions.quit() }
  const about: Item = { label: words.about, click: () => actions.about() }

  const app: Item = {
    label: 'Unroll',
    submenu: [
      about,
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      quit
    ]
  }
  const recent: Item[] = state.recent.map((file) => ({ label: file, click: () => actions.openRecent(file) }))
  const file: Item = {
    label: words.file,
    submenu: [
      { label: words.openData, accelerator: 'CmdOrCtrl+O', click: () => actions.openFiles() },
      { label: words.openFolder, accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.openFolder() },
      {
        label: words.openRecent,
        enabled: recent.length > 0,
        submenu: [...recent, separator, { label: words.clearRecent, click: () => actions.clearRecent() }]
      },
      separator,
      ...(options.mac ? [] : [settings, separator]),
      { role: 'close', label: words.close },
      ...(options.mac ? [] : [quit])
    ]
  }
  const edit: Item = {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      separator,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll }
    ]
  }
  const run: Item = {
    label: words.run,
    submenu: [
      command(words.train, 'train', 'CmdOrCtrl+Enter', !state.running),
      command(words.pause, 'pause', 'CmdOrCtrl+P', state.running),
      command(words.stop, 'stop', 'CmdOrCtrl+.', state.running)
    ]
  }
  const view: Item = {
    label: words.view,
    submenu: [
      command(words.learn, 'learn', 'CmdOrCtrl+1'),
      command(words.names, 'names', 'CmdOrCtrl+2'),
      command(words.runs, 'runs', 'CmdOrCtrl+3'),
      command(words.devices, 'devices', 'CmdOrCtrl+4'),
      command(words.settings, 'settings', 'CmdOrCtrl+5'),
      separator,
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'resetZoom', label: words.zoomReset },
      separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(options.packaged
        ? []
        : ([
            separator,
            { role: 'reload', label: words.reload },
            { role: 'toggleDevTools', label: words.developer }
          ] as Item[]))
    ]
  }
  const help: Item = {
    role: 'help',
    label: words.help,
    submenu: [
      command(words.shortcuts, 'shortcuts'),
      separator,
      { label: words.folder, click: () => actions.link('folder') },
      { label: words.source, click: () => actions.link('source') },
      { label: words.issues, click: () => actions.link('issues') },
      ...(options.mac ? [] : [separator, about])
    ]
  }
  const window: Item = { role: 'windowMenu', label: words.window }
  return [...(options.mac ? [app] : []), file, edit, run, view, ...(options.mac ? [window] : []), help]
}
