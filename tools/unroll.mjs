import { createRequire } from 'node:module'
import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { inRoot } from './lib/paths.mjs'
import { main } from './lib/say.mjs'

// npm run --silent unroll -- COMMAND: the command line, in this very process, after whatever is missing.
await main(async () => {
  await ensureInstall()
  await ensureBuild('data', 'program')
  const { run } = createRequire(import.meta.url)(inRoot('out/main/cli.js'))
  return run(process.argv.slice(2))
})
