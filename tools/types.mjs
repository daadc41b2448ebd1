import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { ensureInstall } from './lib/ensure.mjs'
import { script } from './lib/exec.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, say } from './lib/say.mjs'

// npm run types: every layer with its own tsconfig, then the Svelte files, then the proof that the latter were looked at.

const tsc = inRoot('node_modules/typescript/bin/tsc')
const svelteCheckFile = inRoot('node_modules/svelte-check/bin/svelte-check')
const svelteCheckArgs = ['--tsconfig', 'tsconfig.web.json', '--output', 'human', '--fail-on-warnings']

async function check(name, run) {
  const { code, output } = await run
  if (code !== 0) say(`${name}:\n${output.trim()}`)
  return code === 0
}

/**
 * svelte-check has been seen to pass while it checked nothing (with TypeScript 6). So a component with a deliberate
 * error is checked too, with our own settings, and must be reported.
 */
async function canary() {
  const folder = inRoot('.cache', `canary-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const settings = { extends: '../../tsconfig.web.json', include: ['*.svelte'] }
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(settings))
    writeFileSync(
      `${folder}/Canary.svelte`,
      '<script lang="ts">\n  const wrong: number = "text"\n</script>\n\n{wrong}\n'
    )
    const args = ['--workspace', folder, '--tsconfig', `${folder}/tsconfig.json`, '--output', 'machine']
    const { code, output } = await script(svelteCheckFile, args, { quiet: true })
    const reported = code !== 0 && /Canary\.svelte.*not assignable/.test(output)
    if (!reported) say('svelte-check does not see a deliberate type error: its silence proves nothing.')
    return reported
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

await main(async () => {
  await ensureInstall()
  const projects = readdirSync(inRoot('.')).filter(
    (file) => /^tsconfig\..+\.json$/.test(file) && file !== 'tsconfig.base.json'
  )
  const results = []
  for (const project of projects)
    results.push(await check(project, script(tsc, ['-p', project, '--pretty', 'false'], { quiet: true })))
  results.push(await check('svelte-check', script(svelteCheckFile, svelteCheckArgs, { quiet: true })))
  results.push(await canary())
  const failed = results.filter((passed) => !passed).length
  say(failed === 0 ? 'Types are right.' : `${failed} of ${results.length} type checks failed.`)
  return failed === 0 ? 0 : 1
})
