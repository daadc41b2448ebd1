import { ensureInstall } from './lib/ensure.mjs'
import { exec, script } from './lib/exec.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, say, took } from './lib/say.mjs'

// npm run check: what a change has to pass, in the order in which it fails fastest.

const bin = (name, file, ...args) => [name, () => script(inRoot('node_modules', file), args)]
const tool = (name, ...args) => [name, () => script(inRoot('tools', `${name}.mjs`), args)]

const steps = [
  bin('format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  bin('lint', 'eslint/bin/eslint.js', '--max-warnings', '0', '.'),
  tool('types'),
  tool('test')
]
// What the tools write must be committed, or ignored.
if (process.env.CI) steps.push(['clean tree', () => exec('git', ['diff', '--exit-code', '--stat'])])

await main(async () => {
  await ensureInstall()
  for (const [name, run] of steps) {
    const started = performance.now()
    say(`${name}…`)
    const { code } = await run()
    if (code !== 0) {
      say(`${name} failed.`)
      return code
    }
    say(`${name}: ${took(started)}`)
  }
})
