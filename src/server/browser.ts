import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const patience = 300 // ms in which a program that cannot open it says so

/** Is there anything that could show a browser? A remote shell without a display has none. */
export function hasDisplay(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform
): boolean {
  if (platform !== 'linux') return environment['SSH_CONNECTION'] === undefined || platform === 'win32'
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** The program that opens a file, folder or address with what the user has for it. */
function opener(target: string): [string, string[]] {
  if (process.platform === 'darwin') return ['open', [target]]
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', target]]
  return ['xdg-open', [target]]
}

/** Opens one of our own addresses or folders. Resolves to false when there is no program for it. */
export function openWith(target: string): Promise<boolean> {
  const [command, args] = opener(target)
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => setTimeout(() => resolve(true), patience))
    child.once('exit', (code) => resolve(code === 0))
    child.unref()
  })
}

/**
 * Opens the user's browser at `url` by way of a file that only this user can read: an address on a command line, and so
 * its token, could be read by every user in the list of processes.
 *
 * @returns false when there is no browser to be had; removes the file with the returned `forget`
 */
export async function openBrowser(
  url: string,
  folder: string
): Promise<{ readonly opened: boolean; readonly forget: () => void }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `open-${process.pid}.html`)
  const forget = (): void => rmSync(file, { force: true })
  forget()
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Unroll</title><meta http-equiv="refresh" content="0;url=${url}">`
  writeFileSync(file, page, { flag: 'wx', mode: 0o600 })
  const opened = await openWith(file)
  if (!opened) forget()
  return { opened, forget }
}
