import type { BrowserWindow } from 'electron'
import { app, dialog, ipcMain, nativeTheme, powerMonitor, session, shell } from 'electron'
import { version } from '../../package.json'
import { describeFront } from '#host/front/app-info'
import { linkAddress } from '#host/front/links'
import type { Places } from '#host/front/places'
import { trainerLog } from '#host/front/trainer-log'
import { createHost } from '#host/host'
import { toAppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import { Activity } from './activity'
import { Closing } from './closing'
import { guardSession } from './guards'
import { keepMenu } from './menu'
import { filesIn, Opening } from './opening'
import { Recent } from './recent'
import { serveScheme } from './scheme'
import { startTrainer } from './trainer-process'
import { lives, watchHost } from './watch'
import { openWindow } from './window'
import { listenToWindows } from './wire'
import { wordsFor, type Words } from './words'

const patience = 2000 // ms from the wish to leave to leaving
const unseen = 60_000 // ms that the app stays after a run that ended without a window

/** Everything after Electron is ready, in the order in which it happens. */
export async function run(places: Places, dataDir: string, files: readonly string[]): Promise<void> {
  let window: BrowserWindow | undefined
  guardSession(session.defaultSession)
  serveScheme(session.defaultSession, places.page, !app.isPackaged)

  const log = trainerLog(dataDir)
  const host = await createHost({
    dataDir,
    resourcesDir: places.resources,
    info: describeFront('electron', version, app.getLocale()),
    spawnTrainer: (environment) => startTrainer(places.trainer, environment, log),
    openLink: openLink,
    onCloseAnswer: (answer) => closing.answer(answer)
  })
  const watch = await watchHost(host)
  const words = (): Words => wordsFor(watch.settings.language, app.getLocale())

  const show = (): BrowserWindow => {
    if (!window || window.isDestroyed()) {
      window = openWindow({ places, dataDir, isPackaged: app.isPackaged })
      window.on('close', (event) => {
        if (!closing.window()) event.preventDefault()
      })
    } else {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    }
    return window
  }
  const live = (): BrowserWindow | undefined => (window && !window.isDestroyed() ? window : undefined)

  const activity = new Activity({
    window: live,
    words,
    show,
    best: (id) =>
      watch.call.runs.show(id).then(
        (run) => run.summary.best?.accuracy,
        () => undefined
      )
  })
  const closing = new Closing({
    busy: () => host.busy,
    choice: () => watch.settings.closing,
    ask: () => {
      if (!live() || live()!.webContents.isCrashed()) return false
      show()
      host.sendMenu('close-requested')
      return true
    },
    hide: () => live()?.hide(),
    end: () => host.close(),
    leave: () => {
      activity.stop()
      app.exit(0)
    },
    patience
  })
  const recent = new Recent(dataDir)
  const opening = new Opening({
    host,
    window: live,
    words,
    opened: (file) => {
      app.addRecentDocument(file)
      void recent.add(file).then(() => setMenu())
    },
    failed: (thrown) => {
      const { title, reason, next } = describeFailure(toAppError(thrown).toFailure(), languageNow())
      void dialog.showMessageBox({ type: 'warning', message: title, detail: `${reason}\n${next}` })
    }
  })
  const languageNow = (): 'en' | 'ko' =>
    watch.settings.language ?? (app.getLocale().startsWith('ko') ? 'ko' : 'en')

  listenToWindows(ipcMain, host, (contents) => live()?.webContents === contents)
  const setMenu = keepMenu({
    host,
    watch,
    opening,
    recent,
    show,
    link: (link) => void openLink(link),
    quit: () => app.quit()
  })

  const follow = (): void => {
    nativeTheme.themeSource = watch.settings.theme
    activity.update(watch.state)
    if (!lives(watch.state) && live() && !live()!.isVisible()) setTimeout(leaveUnseen, unseen)
  }
  const leaveUnseen = (): void => {
    if (!host.busy && live() && !live()!.isVisible()) closing.now()
  }
  watch.onChange(follow)
  watch.on.training.progress(({ progress }) => {
    if (watch.state.kind === 'training') activity.progress({ ...watch.state, progress })
  })
  follow()

  app.on('second-instance', (_event, argv, folder) => {
    show()
    void opening.open(filesIn(argv, folder, app.getAppPath()))
  })
  app.on('activate', show)
  app.on('before-quit', (event) => {
    if (!closing.quit()) event.preventDefault()
  })
  app.on('window-all-closed', () => closing.now())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => closing.now())
  powerMonitor.on('shutdown', () => closing.now())

  show()
  app.on('open-file', (event, file) => {
    event.preventDefault()
    void opening.open([file])
  })
  await opening.open([...files, ...filesIn(process.argv, process.cwd(), app.getAppPath())])

  /** SECURITY: only our own https addresses, and the folder of the data. */
  async function openLink(link: string): Promise<void> {
    if (link === 'folder') await shell.openPath(dataDir)
    else await shell.openExternal(linkAddress(link))
  }
}
