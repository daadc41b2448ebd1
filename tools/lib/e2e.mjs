import { findChrome } from './chrome.mjs'
import { findElectron } from './electron.mjs'
import { exec } from './exec.mjs'
import { inRoot } from './paths.mjs'

/** The fronts that the end-to-end specs run in. */
export const projects = ['browser', 'electron', 'packaged']

const onLinux = process.platform === 'linux'
const hasDisplay = () => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** What the specs need of this machine, found once. */
export async function e2eMachine() {
  const chrome = findChrome()
  const electron = findElectron()
  const xvfb = onLinux && !hasDisplay() && (await exec('xvfb-run', ['--help'], { quiet: true })).code === 0
  const window = !onLinux || hasDisplay() || xvfb
  return {
    chrome,
    electron,
    xvfb,
    env: {
      ...(chrome ? { CHROME_PATH: chrome } : {}),
      ...(electron ? { ELECTRON_EXEC_PATH: electron } : {}),
      UNROLL_TEST: '1'
    },
    /** Why this project cannot run here; undefined: it can. */
    whyNot(project) {
      if (project === 'browser') return chrome ? undefined : 'no Chromium here'
      if (!electron) return 'no Electron binary here'
      return window ? undefined : 'no display and no xvfb-run here'
    }
  }
}

/** Playwright on one project, on a virtual display where there is no other. */
export function playwright(machine, project, args = [], options = {}) {
  const command = [
    process.execPath,
    inRoot('node_modules/@playwright/test/cli.js'),
    'test',
    `--project=${project}`,
    ...args
  ]
  const virtual = machine.xvfb && project !== 'browser' && !args.includes('--list')
  const screen = ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24']
  const [program, ...rest] = virtual ? [...screen, ...command] : command
  return exec(program, rest, { ...options, env: { ...machine.env, ...options.env } })
}
