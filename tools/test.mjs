import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { e2eMachine, playwright, projects } from './lib/e2e.mjs'
import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { script } from './lib/exec.mjs'
import { addPlaywright, addVitest, Outcome, skipPlaywright } from './lib/outcome.mjs'
import { pack, packedProgram } from './lib/packaging.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, say, took } from './lib/say.mjs'

// npm test: every suite. What this machine cannot run is skipped by name, counted, and printed last; the last line is the
// count. Ends with 0 only when nothing failed.

const reports = inRoot('.cache/reports')
const reportFile = (name) => inRoot('.cache/reports', `${name}.json`)

function read(name) {
  try {
    return JSON.parse(readFileSync(reportFile(name), 'utf8'))
  } catch {
    return undefined
  }
}

async function unitTests(outcome) {
  say('Unit tests.')
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile('unit')}`]
  const env = { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' }
  const { code } = await script(inRoot('node_modules/vitest/vitest.mjs'), args, { env })
  const report = read('unit')
  if (report) addVitest(outcome, report)
  if (!report || (code !== 0 && outcome.failed.length === 0))
    outcome.fail('the unit tests did not run to their end')
}

async function endToEnd(outcome, machine, project, env = {}) {
  const name = `e2e-${project}`
  const reason = machine.whyNot(project)
  const options = { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile(name) } }
  if (reason) {
    say(`Skipping the specs in ${project}: ${reason}.`)
    await playwright(machine, project, ['--list', '--reporter=json'], { ...options, quiet: true })
    const report = read(name)
    if (report) skipPlaywright(outcome, report, reason)
    else outcome.fail(`the specs in ${project} could not be listed`)
    return
  }
  say(`Specs in ${project}.`)
  const before = outcome.failed.length
  const { code } = await playwright(machine, project, ['--reporter=line,json'], options)
  const report = read(name)
  if (report) addPlaywright(outcome, report)
  if (!report || (code !== 0 && outcome.failed.length === before)) {
    outcome.fail(`the specs in ${project} did not run to their end`)
  }
}

/** Packs the flavour for tests and runs the specs of the packaged app. */
async function packaged(outcome, machine) {
  const output = '.cache/packed'
  if (machine.whyNot('packaged')) return endToEnd(outcome, machine, 'packaged')
  say('Packing the app.')
  rmSync(inRoot(output), { recursive: true, force: true })
  const { code, output: said } = await pack({ dir: true, inspectable: true, output, quiet: true })
  const program = packedProgram(output)
  if (code !== 0 || !program) {
    say(said.trim().slice(-2000))
    outcome.fail('packing the app')
    return
  }
  await endToEnd(outcome, machine, 'packaged', { UNROLL_PACKED: program })
}

await main(async () => {
  const started = performance.now()
  const only = process.argv.slice(2)
  const wanted = (suite) => only.length === 0 || only.includes(suite)
  await ensureInstall()
  await ensureBuild('data', 'program', 'view')
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const outcome = new Outcome()
  const machine = await e2eMachine()
  if (wanted('unit')) await unitTests(outcome)
  for (const project of projects) {
    if (!wanted(project)) continue
    if (project === 'packaged') await packaged(outcome, machine)
    else await endToEnd(outcome, machine, project)
  }
  say(`All suites: ${took(started)}`)
  for (const line of outcome.lines()) process.stdout.write(`${line}\n`)
  return outcome.failed.length === 0 ? 0 : 1
})
