import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { decodeNames } from '#engine/tasks/names-checkpoint'
import { processLives } from '#host/files/process-lives'
import { forkTrainer } from '#host/front/forked-trainer'
import { createHost } from '#host/host'
import { RunLibrary } from '#host/runs/library'
import type { TrainerProcess } from '#host/terms'
import { contract } from '#shared/contract'
import { namesPresets } from '#shared/presets'
import type { NamesConfig } from '#shared/schemas/names-config'
import type { RunState } from '#shared/schemas/runs'
import { connect } from '#shared/wire/connect'
import { endpointPair } from '#shared/wire/endpoint'

/** A GRU small enough for an epoch of well under a tenth of a second; a checkpoint every epoch. */
export const config: NamesConfig = {
  ...namesPresets.lecture,
  preset: 'custom',
  model: {
    ...namesPresets.lecture.model,
    embeddingSize: 16,
    hiddenSize: 32,
    layers: 1,
    readout: 'both-directions',
    dropout: { embedding: 0.1, layers: 0, readout: 0.1 }
  },
  training: { ...namesPresets.lecture.training, batchSize: 8, epochs: 25, averaging: 0.9 }
}

/** 200 made-up names of two classes, no two alike. */
function writeNames(file: string): void {
  const ends = ['an', 'or', 'el', 'um']
  const rows = Array.from({ length: 200 }, (_, i) => {
    const letters = [17, 5, 11].map((step) => String.fromCharCode(97 + ((i * step + 3) % 26))).join('')
    return `${i % 2 ? 'Q' : 'B'}${letters}${ends[i % 4]}${String.fromCharCode(97 + (i % 26))},${i % 2 ? 'Hill' : 'Vale'}`
  })
  writeFileSync(file, `name,label\n${rows.join('\n')}\n`)
}

/** One trainer process as the harness sees it: what it is in the middle of. */
export interface Watched {
  readonly process: TrainerProcess
  /** It has sent a checkpoint and has not been told that it is stored. */
  saving: boolean
  onSaving: () => void
}

/** A host on a folder of its own with the real trainer, and a front that remembers what it was told. */
export async function killBench(dataDir: string, trainer: string) {
  mkdirSync(dataDir, { recursive: true })
  const trainers: Watched[] = []
  const host = await createHost({
    dataDir,
    resourcesDir: path.join(dataDir, 'none'),
    info: { version: '0', front: 'browser', platform: 'linux', locale: 'en', versions: {} },
    spawnTrainer: (environment) => {
      const process = forkTrainer(trainer, environment)
      const watched: Watched = {
        process: { ...process, endpoint: spy(process), pid: process.pid },
        saving: false,
        onSaving: () => {}
      }
      trainers.push(watched)
      return watched.process

      function spy({ endpoint }: TrainerProcess): TrainerProcess['endpoint'] {
        return {
          close: () => endpoint.close(),
          listen: (listener) =>
            endpoint.listen((message) => {
              if (isCall(message, 'training.checkpoint')) {
                watched.saving = true
                watched.onSaving()
              }
              listener(message)
            }),
          post: (message) => {
            endpoint.post(message)
            if (isCall(message, 'training.stored')) watched.saving = false
          }
        }
      }
    },
    openLink: async () => {},
    device: 'builtin'
  })
  const [near, far] = endpointPair()
  host.serve(far)
  const { call, on } = connect(contract, near)
  const heard = { epochs: [] as number[], states: [] as RunState[], waiters: new Set<() => void>() }
  const wake = (): void => heard.waiters.forEach((waiter) => waiter())
  on.training.epoch(({ epoch }) => {
    heard.epochs.push(epoch.epoch)
    wake()
  })
  on.training.changed((state) => {
    heard.states.push(state)
    wake()
  })
  const until = (check: (state: RunState) => boolean, limit = 60_000): Promise<RunState> =>
    new Promise((resolve, reject) => {
      const latest = (): RunState => heard.states[heard.states.length - 1] ?? { kind: 'idle' }
      const timer = setTimeout(() => reject(new Error(`still ${JSON.stringify(latest())}`)), limit)
      const look = (): void => {
        if (!check(latest())) return
        clearTimeout(timer)
        heard.waiters.delete(look)
        resolve(latest())
      }
      heard.waiters.add(look)
      look()
    })
  const start = async (): Promise<string> => {
    const file = path.join(dataDir, 'names.csv')
    writeNames(file)
    const opened = await call.data.open({ files: [await host.grants.grant(file)], read: {} })
    if (opened.kind !== 'open') throw new Error('a question about the data')
    return call.training.start({
      dataset: opened.report.summary.id,
      config,
      device: 'builtin',
      watched: ['Bdan']
    })
  }
  return { host, call, heard, until, start, trainers, current: () => trainers[trainers.length - 1]! }
}

const isCall = (message: unknown, name: string): boolean => (message as { m?: unknown } | null)?.m === name

/** What a run has on disk, read as the next start would read it. */
export async function inspect(dataDir: string, run: string) {
  const folder = new RunLibrary(dataDir).folder(run)
  const newest = await folder.checkpoints.newest()
  const state = newest && decodeNames(newest.bytes).state
  const hash = createHash('sha256')
  for (const { name, shape, data } of [
    ...(state?.weights ?? []),
    ...(state?.optimizer ?? []),
    ...(state?.averages ?? []),
    ...(state?.bestWeights ?? [])
  ]) {
    hash
      .update(`${name} ${shape.join()}`)
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return {
    notice: newest?.notice ?? null,
    position: state?.position ?? null,
    weights: hash.digest('hex'),
    epochs: await folder.epochs(),
    temporary: readdirSync(folder.folder).filter((name) => name.endsWith('.tmp')),
    checkpoints: (await folder.checkpoints.steps()).length
  }
}

export const lives = (pid: number | undefined): boolean => pid !== undefined && processLives(pid)
