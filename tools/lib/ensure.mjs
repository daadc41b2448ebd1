import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { npm } from './exec.mjs'
import { contentOf } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { say, Stop, took } from './say.mjs'

const oldest = [20, 19]

/** Refuses a Node that cannot build or run this, in one sentence. */
export function ensureNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Stop(
    `Unroll needs Node ${oldest.join('.')} or newer; this is ${version}. Get one at https://nodejs.org.`
  )
}

const installStamp = inRoot('node_modules/.unroll-install')

/** Ours, or whoever ran npm here after the lock file last changed: npm writes its hidden lock file last. */
function isInstalled() {
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === contentOf('package-lock.json'))
    return true
  const hidden = statSync(inRoot('node_modules/.package-lock.json'), { throwIfNoEntry: false })
  return hidden !== undefined && hidden.mtimeMs >= statSync(inRoot('package-lock.json')).mtimeMs
}

/** `npm ci` where packages are missing or the lock file has changed. Says so in one line. */
export async function ensureInstall() {
  ensureNode()
  if (isInstalled()) return
  await withLock('install', async () => {
    if (isInstalled()) return
    const started = performance.now()
    say('Installing packages (npm ci). This happens once.')
    const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { quiet: true })
    if (code !== 0) {
      const reason = output
        .trim()
        .split('\n')
        .filter((line) => /npm (error|ERR!)/.test(line))
        .slice(0, 3)
        .join(' ')
      throw new Stop(`The packages could not be installed. ${reason || output.trim().slice(-300)}`)
    }
    writeFileSync(installStamp, contentOf('package-lock.json'))
    say(`Installed in ${took(started)}.`)
  })
}
