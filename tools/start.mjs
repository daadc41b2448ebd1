import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { ensureElectron, whyEnded, whyNoWindow } from './lib/electron.mjs'
import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { inRoot, root } from './lib/paths.mjs'
import { main, say } from './lib/say.mjs'

// npm start [-- --browser] [FILE…]: the window; where there can be none, the same app in the browser.

const atOnce = 8000 // ms: an Electron that ends sooner with an error has not started

/** Runs until the window is closed. Resolves to an exit code, or to the sentence that says why it did not start. */
function openWindow(binary, files) {
  const args = [root, ...files]
  // Tests run as root in containers; nobody else gets a window without a sandbox.
  if (process.env.UNROLL_TEST === '1' && process.getuid?.() === 0) args.unshift('--no-sandbox')
  const started = Date.now()
  return new Promise((resolve) => {
    const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let output = ''
    child.stderr.on('data', (chunk) => {
      output = (output + chunk).slice(-20_000)
      if (process.env.UNROLL_DEBUG) process.stderr.write(chunk)
    })
    // Ctrl+C reaches Electron by itself; it ends its run and leaves, and we with it.
    const pass = (signal) => void child.kill(signal)
    process.on('SIGINT', () => {})
    process.on('SIGTERM', pass)
    process.on('SIGHUP', pass)
    child.on('error', (error) => resolve(whyEnded(error.message, 1)))
    child.on('exit', (code, signal) => {
      const failed =
        code !== 0 && Date.now() - started < atOnce && signal !== 'SIGINT' && signal !== 'SIGTERM'
      resolve(failed ? whyEnded(output, code, signal) : (code ?? 130))
    })
  })
}

await main(async () => {
  const given = process.argv.slice(2)
  const browser = given.includes('--browser')
  const rest = given.filter((argument) => argument !== '--browser')
  await ensureInstall()
  const built = ensureBuild('data', 'program', 'view')
  let reason = browser ? undefined : whyNoWindow()
  if (!browser && !reason) {
    const [electron] = await Promise.all([ensureElectron(), built])
    if (electron.binary) {
      const outcome = await openWindow(electron.binary, rest)
      if (typeof outcome === 'number') return outcome
      reason = outcome
    } else reason = electron.reason
  }
  await built
  if (reason) say(`${reason} Unroll opens in the browser instead.`)
  const { serve } = createRequire(import.meta.url)(inRoot('out/main/server.js'))
  return serve(rest.filter((argument) => argument.startsWith('-')))
})
