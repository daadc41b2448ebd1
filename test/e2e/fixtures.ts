import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import type { Settings } from '../../src/shared/schemas/app'
import { writeSettings } from './settings-file'
import { startServer } from './start-browser'
import { startWindow } from './start-electron'

export interface FrontOptions {
  front: 'browser' | 'electron'
}

interface Opened {
  readonly page: Page
  readonly electron?: ElectronApplication
  /** Process id of the local server. */
  readonly server?: number
  close(): Promise<void>
}

interface Fixtures {
  /** A data folder of this test's own. */
  dataDir: string
  /** Settings that the app finds, beside the defaults. */
  settings: Partial<Settings>
  language: 'en' | 'ko'
  scheme: 'light' | 'dark'
  size: { width: number; height: number }
  opened: Opened
  /** The app's page, in the window or in a browser tab, loaded and connected. */
  page: Page
  electron: ElectronApplication | undefined
}

declare global {
  interface Window {
    violations?: string[]
  }
}

/** Collects what the content security policy has stopped: a run of the app has nothing to stop. */
const watchPolicy = (): void => {
  window.violations = []
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations!.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
  )
}

async function openBrowser(
  dataDir: string,
  fixtures: Pick<Fixtures, 'language' | 'scheme' | 'size'>
): Promise<Opened> {
  const executablePath = process.env['CHROME_PATH']
  if (!executablePath) throw new Error('CHROME_PATH names no browser: start the tests with npm run test:e2e')
  const server = await startServer(dataDir)
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
  })
  const context = await browser.newContext({
    viewport: fixtures.size,
    locale: fixtures.language === 'ko' ? 'ko-KR' : 'en-US',
    colorScheme: fixtures.scheme
  })
  await context.addInitScript(watchPolicy)
  const page = await context.newPage()
  await page.goto(server.url)
  return {
    page,
    server: server.pid,
    close: async () => {
      await browser.close()
      await server.stop()
    }
  }
}

async function openElectron(
  dataDir: string,
  fixtures: Pick<Fixtures, 'language' | 'scheme' | 'size'>
): Promise<Opened> {
  const electron = await startWindow(dataDir, { language: fixtures.language })
  await electron.context().addInitScript(watchPolicy)
  const page = await electron.firstWindow()
  await page.emulateMedia({ colorScheme: fixtures.scheme })
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]!.setContentSize(width, height)
  }, fixtures.size)
  await page.reload() // with the watch on the policy
  return { page, electron, close: () => electron.close() }
}

export const test = base.extend<Fixtures & FrontOptions>({
  front: ['browser', { option: true }],
  settings: [{}, { option: true }],
  language: ['en', { option: true }],
  scheme: ['light', { option: true }],
  size: [{ width: 1280, height: 820 }, { option: true }],

  dataDir: async ({ settings, language, scheme }, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'unroll-e2e-'))
    await writeSettings(folder, { language, theme: scheme, ...settings })
    await use(folder)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  opened: async ({ front, dataDir, language, scheme, size }, use) => {
    const open = front === 'electron' ? openElectron : openBrowser
    const opened = await open(dataDir, { language, scheme, size })
    await use(opened)
    await opened.close()
  },

  page: async ({ opened }, use) => {
    const errors: string[] = []
    opened.page.on('pageerror', (error) => errors.push(error.message))
    await use(opened.page)
    // A page whose app was killed has nothing more to say.
    const violations = await opened.page.evaluate(() => window.violations ?? []).catch(() => [])
    expect(violations, 'content security policy').toEqual([])
    expect(errors, 'errors on the page').toEqual([])
  },

  electron: async ({ opened }, use) => use(opened.electron)
})

export { expect }

/** A picture for people to look at: artifacts/screens/<front>-<screen>-<theme>-<language>-<width>x<height>.png */
export async function picture(
  page: Page,
  screen: string,
  { front, scheme, language, size }: Pick<Fixtures & FrontOptions, 'front' | 'scheme' | 'language' | 'size'>
): Promise<void> {
  const name = `${front}-${screen}-${scheme}-${language}-${size.width}x${size.height}.png`
  await page.screenshot({ path: path.join('artifacts', 'screens', name), animations: 'disabled' })
}
