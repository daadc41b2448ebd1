import './old-node'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import { defaultDataDir } from '#host/data-dir'
import { placesOf } from '#host/front/places'
import { toAppError } from '#shared/errors/app-error'
import { describeFailure } from '#shared/errors/describe'
import { guardApp } from './guards'
import { run } from './program'
import { announceScheme } from './scheme'

/** The last resort: a sentence, never a stack trace. */
function fail(thrown: unknown): void {
  const language = app.isReady() && app.getLocale().startsWith('ko') ? 'ko' : 'en'
  const failure = toAppError(thrown).toFailure()
  const { title, reason, next } = describeFailure(failure, language)
  process.stderr.write(`${title}. ${reason} ${next}\n`)
  if (process.env['UNROLL_TEST'] === '1') process.stderr.write(`${failure.detail ?? ''}\n`)
  else dialog.showErrorBox(title, `${reason}\n${next}`)
}

const dataDir = defaultDataDir()
mkdirSync(dataDir, { recursive: true })
app.setName('Unroll')
app.setAppUserModelId('dev.unroll.app')
app.setPath('userData', path.join(dataDir, 'window')) // Chromium's own files, beside the runs

if (!app.requestSingleInstanceLock()) {
  app.exit(0) // the window that is open gets the files
} else {
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  // Tests run as root, where Chromium starts only without its sandbox; enableSandbox would take the switch away.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  announceScheme()
  guardApp(app)
  // macOS names files before the app is ready.
  const early: string[] = []
  const keep = (event: Electron.Event, file: string): void => {
    event.preventDefault()
    early.push(file)
  }
  app.on('open-file', keep)
  app
    .whenReady()
    .then(() => {
      app.off('open-file', keep)
      return run(placesOf(__dirname), dataDir, early)
    })
    .catch((thrown: unknown) => {
      fail(thrown)
      app.exit(1)
    })
}
