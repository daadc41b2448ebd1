import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { kernels } from '../../tools/lib/kernels-plugin.mjs'

export interface Bundle {
  readonly file: string
  remove(): void
}

/** The real trainer as it is bundled for release, built from the sources as they are. */
export const buildTrainer = (): Promise<Bundle> => bundle('src/trainer/index.ts')

/** One entry as CommonJS in a temporary folder, the kernels in it. */
export async function bundle(entry: string): Promise<Bundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'unroll-bundle-'))
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    ssr: {
      noExternal: true,
      external: ['@tensorflow/tfjs-node-gpu', 'vite', 'assemblyscript'],
      target: 'node'
    },
    build: {
      ssr: path.resolve(entry),
      outDir: folder,
      emptyOutDir: true,
      target: 'node16',
      minify: false,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: 'entry.cjs', chunkFileNames: '[name].cjs' }
      }
    }
  })
  return {
    file: path.join(folder, 'entry.cjs'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
