import { statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const isFile = (file) => Boolean(file) && (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isFile)

const usual = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    onPath
  ),
  darwin: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'].map(
    (name) => `/Applications/${name}`
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((folder) =>
    path.join(process.env[folder] ?? '', 'Google/Chrome/Application/chrome.exe')
  )
}

/** A Chromium to run the tests in: CHROME_PATH, one that Playwright has, or the system's own; or undefined. */
export function findChrome() {
  if (isFile(process.env.CHROME_PATH)) return process.env.CHROME_PATH
  const own = createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  return [own, ...(usual[process.platform] ?? [])].find(isFile)
}
