import { ensureInstall } from './lib/ensure.mjs'
import { ensureBuild } from './lib/ensure-build.mjs'
import { ensureElectron } from './lib/electron.mjs'
import { pack, packedProgram } from './lib/packaging.mjs'
import { main, say, Stop } from './lib/say.mjs'

// npm run pack [-- --dir]: installers for this system in dist/; with --dir the unpacked app alone, which needs no download.
await main(async () => {
  const dir = process.argv.includes('--dir')
  await ensureInstall()
  await ensureBuild('data', 'program', 'view')
  const electron = await ensureElectron()
  if (electron.reason) throw new Stop(`There is nothing to pack into. ${electron.reason}`)
  const { code, output } = await pack({ dir, quiet: true })
  if (code !== 0) {
    const failed =
      output.split('\n').find((line) => /⨯|error|cannot|ENOTFOUND/i.test(line)) ?? output.trim().slice(-300)
    const hint = dir ? '' : ' Without a network, npm run pack -- --dir makes the unpacked app.'
    throw new Stop(`Packing failed: ${failed.trim().slice(0, 400)}${hint}`)
  }
  say(dir ? `Packed: ${packedProgram() ?? 'dist'}` : 'Packed into dist.')
})
