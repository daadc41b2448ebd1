import { main } from './lib/say.mjs'
import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'

// npm run build [program] [view] [data]: what has changed since the last time.
await main(async () => {
  await ensureInstall()
  const named = process.argv.slice(2)
  await ensureBuild(...(named.length > 0 ? named : ['data', 'program', 'view']))
})
