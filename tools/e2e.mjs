import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { e2eMachine, playwright, projects } from './lib/e2e.mjs'
import { main, say } from './lib/say.mjs'

// npm run test:e2e [-- browser|electron|packaged] [arguments of Playwright]: the specs alone, in the named fronts.
await main(async () => {
  const args = process.argv.slice(2)
  const named = args.filter((argument) => projects.includes(argument))
  const rest = args.filter((argument) => !projects.includes(argument))
  await ensureInstall()
  await ensureBuild('data', 'program', 'view')
  const machine = await e2eMachine()
  let code = 0
  for (const project of named.length > 0 ? named : ['browser', 'electron']) {
    const reason = machine.whyNot(project)
    if (reason) say(`Skipped ${project}: ${reason}.`)
    else code = (await playwright(machine, project, rest)).code || code
  }
  return code
})
