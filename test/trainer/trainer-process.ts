import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { forkTrainer } from '#host/front/forked-trainer'
import { trainerContract } from '#shared/trainer-contract'
import { connect } from '#shared/wire/connect'
import { trainerLimits } from '#shared/wire/measure'
import { kernels } from '../../tools/lib/kernels-plugin.mjs'

/** The trainer bundled as it ships: CommonJS, tfjs-core inside, parts loaded when they are needed. */
export async function bundleTrainer(): Promise<{ file: string; remove(): void }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trainer-'))
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [kernels()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.resolve('src/trainer/index.ts'),
      outDir: folder,
      emptyOutDir: true,
      target: 'node16',
      minify: false,
      rollupOptions: {
        output: { format: 'cjs', entryFileNames: 'trainer.cjs', chunkFileNames: '[name].cjs' }
      }
    }
  })
  return {
    file: path.join(folder, 'trainer.cjs'),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/** A living trainer with the wire to it, and what it reports. */
export function startTrainer(file: string, environment: Record<string, string> = {}) {
  const lines: string[] = []
  const trainer = forkTrainer(
    file,
    { PATH: process.env['PATH'] ?? '', ...environment },
    {
      onLine: (line) => lines.push(line)
    }
  )
  const { call, on, close } = connect(trainerContract, trainer.endpoint, { limits: trainerLimits })
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    trainer.onExit((exit) => {
      close()
      resolve(exit)
    })
  })
  return { ...trainer, call, on, exited, lines }
}

export type Trainer = ReturnType<typeof startTrainer>

/** Waits for the first event that passes. */
export function next<T>(
  listen: (listener: (payload: T) => void) => () => void,
  passes: (payload: T) => boolean = () => true
): Promise<T> {
  return new Promise((resolve) => {
    const off = listen((payload) => {
      if (!passes(payload)) return
      off()
      resolve(payload)
    })
  })
}
