import { spawn } from 'node:child_process'
import { root } from './paths.mjs'

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: NodeJS.ProcessEnv, timeout?: number, shell?: boolean, cwd?: string }} options
 *   quiet: collect the output instead of showing it (shown on stderr otherwise); timeout: milliseconds
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} code 127: there is no such program
 */
export function exec(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
      shell: options.shell ?? false,
      windowsHide: true
    })
    let output = ''
    let timedOut = false
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const timer = options.timeout
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.timeout)
      : undefined
    const end = (code) => {
      clearTimeout(timer)
      resolve({ code, output, timedOut })
    }
    child.on('error', (error) => {
      output += error.message
      end(127)
    })
    child.on('close', (code) => end(code ?? 1))
  })
}

/** npm as a program: on Windows it is a batch file, which only a shell starts. */
export const npm = (args, options = {}) =>
  exec('npm', args, { ...options, shell: process.platform === 'win32' })

/** Runs a script of an installed package with this Node, without npx. */
export const script = (file, args, options = {}) => exec(process.execPath, [file, ...args], options)
