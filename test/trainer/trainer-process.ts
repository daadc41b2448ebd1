import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { decodeNames } from '#engine/tasks/names-checkpoint'
import { forkTrainer } from '#host/front/forked-trainer'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { Epoch } from '#shared/schemas/names-metrics'
import { trainerContract } from '#shared/trainer-contract'
import { connect } from '#shared/wire/connect'
import { trainerLimits } from '#shared/wire/measure'
import { madeUpParts } from '../engine/tasks/made-up-names'
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

/** Living trainers of one test file: bundled once, killed after each test. */
export function trainers(): {
  start(environment?: Record<string, string>, wrap?: (bundled: string) => string): Trainer
} {
  let bundle: { file: string; remove(): void }
  const living: Trainer[] = []
  beforeAll(async () => {
    bundle = await bundleTrainer()
  })
  afterAll(() => bundle.remove())
  afterEach(async () => {
    for (const trainer of living.splice(0)) {
      trainer.kill('SIGKILL')
      await trainer.exited
    }
  })
  return {
    start: (environment = {}, wrap = (bundled) => bundled) => {
      const trainer = startTrainer(wrap(bundle.file), environment)
      living.push(trainer)
      return trainer
    }
  }
}

export const parts = madeUpParts()
export const live = { kind: 'live', run: 'a-run' } as const

/** Starts a run whose checkpoints are acknowledged at once, and collects them. */
export async function train(
  trainer: Trainer,
  config: NamesConfig,
  options: {
    checkpoint?: Uint8Array<ArrayBuffer> | null
    paused?: boolean
    device?: 'builtin' | 'native'
  } = {}
) {
  const checkpoints: Uint8Array<ArrayBuffer>[] = []
  const epochs: Epoch[] = []
  trainer.on.training.checkpoint(({ sequence, epoch, bytes }) => {
    checkpoints.push(bytes)
    if (epoch) epochs.push(epoch)
    void trainer.call.training.stored({ sequence, failure: null }).catch(() => {})
  })
  const ended = next(trainer.on.training.ended)
  const started = await trainer.call.training.start({
    run: 'a-run',
    config,
    parts,
    device: options.device ?? 'builtin',
    watched: ['Lumian'],
    checkpoint: options.checkpoint ?? null,
    paused: options.paused ?? false
  })
  return { started, checkpoints, epochs, ended }
}

/** Kills a trainer after its second epoch and goes on in another: the weights and reports of both ways. */
export async function interrupted(
  start: () => Trainer,
  config: NamesConfig,
  device: 'builtin' | 'native' = 'builtin'
) {
  const comparable = ({ seconds: _s, rate: _r, ...epoch }: Epoch) => epoch
  const weights = (bytes: Uint8Array) => decodeNames(bytes).state.weights
  const whole = await train(start(), config, { device })
  await whole.ended
  const killed = start()
  const run = await train(killed, config, { device })
  await next(killed.on.training.checkpoint, ({ epoch }) => epoch?.epoch === 2)
  killed.kill('SIGKILL')
  await killed.exited
  const rest = await train(start(), config, { checkpoint: run.checkpoints.at(-1)!, device })
  await rest.ended
  return {
    started: rest.started,
    weights: [weights(rest.checkpoints.at(-1)!), weights(whole.checkpoints.at(-1)!)],
    epochs: [rest.epochs.map(comparable), whole.epochs.slice(2).map(comparable)]
  }
}
