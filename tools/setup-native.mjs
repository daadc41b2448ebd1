import { createRequire } from 'node:module'
import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { inRoot } from './lib/paths.mjs'
import { main } from './lib/say.mjs'

// npm run setup:native [-- --flavour cpu|cuda]: TensorFlow's library for this machine; the same as `unroll devices --setup`.
await main(async () => {
  await ensureInstall()
  await ensureBuild('data', 'program')
  const { run } = createRequire(import.meta.url)(inRoot('out/main/cli.js'))
  const flavour = process.argv.slice(2).filter((argument) => argument !== '--flavour')
  return run(['devices', '--setup', ...flavour])
})
