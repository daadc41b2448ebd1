import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inRoot } from './paths.mjs'

const folder = inRoot('src/kernels')
const sources = () => readdirSync(folder).filter((file) => file.endsWith('.ts'))

/** Compiles src/kernels once per state of its sources: { plain, relaxed }, each a WebAssembly module in base64. */
async function compiled() {
  const hash = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .update(readFileSync(fileURLToPath(import.meta.url)))
  for (const file of sources()) hash.update(file).update(readFileSync(path.join(folder, file)))
  const cached = inRoot('.cache', `kernels-${hash.digest('hex').slice(0, 16)}.json`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    mkdirSync(inRoot('.cache'), { recursive: true })
  }
  const out = mkdtempSync(inRoot('.cache', 'kernels-'))
  try {
    const asc = await import('assemblyscript/asc')
    for (const name of ['plain', 'relaxed']) {
      const features = ['simd', 'threads', ...(name === 'relaxed' ? ['relaxed-simd'] : [])]
      const { error, stderr } = await asc.main([
        path.join(folder, 'index.ts'),
        '--outFile',
        path.join(out, `${name}.wasm`),
        ...['-O3', '--noAssert', '--runtime', 'stub'],
        ...['--importMemory', '--sharedMemory', '--initialMemory', '64', '--maximumMemory', '65535'],
        ...features.flatMap((feature) => ['--enable', feature])
      ])
      if (error) throw new Error(`The kernels do not compile: ${error.message}\n${stderr.toString()}`)
    }
    const base64 = (name) => readFileSync(path.join(out, `${name}.wasm`)).toString('base64')
    const modules = JSON.stringify({ plain: base64('plain'), relaxed: base64('relaxed') })
    writeFileSync(path.join(out, 'modules.json'), modules)
    renameSync(path.join(out, 'modules.json'), cached)
    return modules
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

/** Vite plugin: `import { plain, relaxed } from 'virtual:kernels'`, both WebAssembly modules in base64. */
export function kernels() {
  const id = '\0virtual:kernels'
  return {
    name: 'unroll-kernels',
    resolveId: (source) => (source === 'virtual:kernels' ? id : undefined),
    async load(source) {
      if (source !== id) return undefined
      for (const file of sources()) this.addWatchFile?.(path.join(folder, file))
      const { plain, relaxed } = JSON.parse(await compiled())
      return `export const plain = '${plain}'\nexport const relaxed = '${relaxed}'\n`
    }
  }
}
