import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.mjs'
import { say, took } from './say.mjs'

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const inDist = (folder) => path.join(folder, names[process.platform] ?? 'electron')

const isFile = (file) => Boolean(file) && (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false)

/** The Electron binary on this machine: what the standard variables say, else the package's own; or undefined. */
export function findElectron(environment = process.env) {
  const { ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_EXEC_PATH: file } = environment
  const candidates = [dist && inDist(dist), file, inDist(inRoot('node_modules/electron/dist'))]
  return candidates.find(isFile)
}

/** Its folder, as electron-builder wants it. */
export const electronDist = (binary) =>
  process.platform === 'darwin' ? path.resolve(binary, '../../../..') : path.dirname(binary)

const day = 24 * 60 * 60 * 1000
const stall = 25_000 // ms without a byte after which a download is given up
const failureFile = inRoot('.cache/electron-download-failed')

/**
 * The binary, fetched by Electron's own script where it is missing. Says what it does in one line. After a failure it is
 * not tried again for a day, so that no start waits for the same download twice.
 *
 * @returns {Promise<{ binary: string } | { reason: string }>} the reason is one sentence
 */
export async function ensureElectron() {
  const found = findElectron()
  if (found) return { binary: found }
  const failed = statSync(failureFile, { throwIfNoEntry: false })
  if (failed && Date.now() - failed.mtimeMs < day) return { reason: readFileSync(failureFile, 'utf8') }
  const installer = inRoot('node_modules/electron/install.js')
  if (!existsSync(installer)) return { reason: 'The package "electron" is not installed.' }
  const started = performance.now()
  say('Fetching Electron. This happens once.')
  const { code, output, stalled } = await download(installer)
  const binary = findElectron()
  if (code === 0 && binary) {
    say(`Fetched in ${took(started)}.`)
    return { binary }
  }
  const reason = `Electron could not be downloaded (${stalled ? 'no answer' : why(output)}).`
  mkdirSync(path.dirname(failureFile), { recursive: true })
  writeFileSync(failureFile, reason)
  return { reason }
}

/** Runs the installer with a temporary folder of its own, and ends it when that stops growing. */
function download(installer) {
  const folder = inRoot('.cache/electron-download')
  mkdirSync(folder, { recursive: true })
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder }
    })
    let output = ''
    let size = -1
    let since = Date.now()
    let stalled = false
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const watch = setInterval(() => {
      const now = sizeOf(folder)
      if (now !== size) [size, since] = [now, Date.now()]
      else if (Date.now() - since > stall) {
        stalled = true
        child.kill('SIGKILL')
      }
    }, 1000)
    child.on('close', (code) => {
      clearInterval(watch)
      rmSync(folder, { recursive: true, force: true })
      resolve({ code: code ?? 1, output, stalled })
    })
  })
}

function sizeOf(folder) {
  let size = 0
  for (const entry of readdirSync(folder, { recursive: true })) {
    size += statSync(path.join(folder, entry), { throwIfNoEntry: false })?.size ?? 0
  }
  return size
}

/** The word of the installer's output that names the failure. */
function why(output) {
  const known = /ENOTFOUND|ECONN[A-Z]+|ETIMEDOUT|EAI_AGAIN|ENOSPC|EACCES|Response code \d+|fetch failed/.exec(
    output
  )?.[0]
  if (known === 'fetch failed') return 'the network does not reach it'
  return known ?? (output.trim().split('\n')[0] || 'no answer').slice(0, 160)
}

/** Why no window can be opened here, before anything is started; undefined: it may work. */
export function whyNoWindow(environment = process.env) {
  if (process.platform !== 'linux') return undefined
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'There is no display for a window.'
  if (process.getuid() === 0 && environment.UNROLL_TEST !== '1') {
    return 'Electron keeps its sandbox, which does not work as root.'
  }
  return undefined
}

const reasons = [
  [
    /error while loading shared libraries: ([^:\s]+)/,
    (found) => `Electron needs the library ${found[1]}, which this system does not have.`
  ],
  [
    /Missing X server|cannot open display|Failed to open Wayland|ozone_platform/i,
    () => 'The display cannot be opened.'
  ],
  [
    /SUID sandbox|setuid_sandbox|No usable sandbox|namespace sandbox/i,
    () => "This system does not allow Electron's sandbox."
  ],
  [/GLIBC\w*_[\d.]+. not found/, () => "This system's C library is too old for Electron."]
]

/** What a start that ended at once has said, in one sentence. */
export function whyEnded(output, code, signal) {
  for (const [pattern, sentence] of reasons) {
    const found = pattern.exec(output)
    if (found) return sentence(found)
  }
  return `Electron does not start here (${signal ?? `exit code ${code}`}).`
}
