import path from 'node:path'
import { build } from 'vite'

/** Bundles one entry into a CommonJS file as the trainer is bundled, tfjs-core included; returns its path. */
export async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: true,
      target: 'node16',
      minify: false,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'entry.cjs' } }
    }
  })
  return path.join(outDir, 'entry.cjs')
}
