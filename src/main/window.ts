import path from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Places } from '#host/front/places'
import { isOurs, pageUrl } from './scheme'
import { placeOn, readPlace, savePlace, smallest, type WindowPlace } from './window-place'

export interface WindowOptions {
  readonly places: Places
  readonly dataDir: string
  readonly isPackaged: boolean
}

/** The page's own background, so that no white flashes before it is there. */
const background = { light: '#fbfaf8', dark: '#171716' } as const

/** The one window, shown when its page is drawn. */
export function openWindow({ places, dataDir, isPackaged }: WindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea)
  const { maximized, ...bounds } = placeOn(readPlace(dataDir), areas)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Unroll',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    ...(process.platform === 'linux' ? { icon: path.join(places.resources, 'icon.png') } : {}),
    // SECURITY: the page runs in a sandbox, in a world of its own, without Node.
    webPreferences: {
      preload: places.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !isPackaged,
      spellcheck: false, // its dictionaries would be downloaded
      backgroundThrottling: true
    }
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  rememberPlace(window, dataDir)
  comeBack(window)
  // SECURITY: Chromium goes to about:blank without asking; the window shows our page or nothing.
  window.webContents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) void window.loadURL(pageUrl)
  })
  void window.loadURL(pageUrl)
  return window
}

function rememberPlace(window: BrowserWindow, dataDir: string): void {
  let timer: NodeJS.Timeout | undefined
  const place = (): WindowPlace => ({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!window.isDestroyed()) void savePlace(dataDir, place())
    }, 500)
  }
  window.on('resize', soon)
  window.on('move', soon)
  window.on('close', () => {
    clearTimeout(timer)
    void savePlace(dataDir, place())
  })
}

/** A page that crashed is loaded again: training goes on without it, and it reads the curve from the run. */
function comeBack(window: BrowserWindow): void {
  let crashes = 0
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || ++crashes > 3) return
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload()
    }, 200)
  })
}
