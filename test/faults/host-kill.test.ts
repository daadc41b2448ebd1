import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../helpers/folder'
import { inspect, killBench, lives } from './kill-bench'
import { buildTrainer, bundle, type Bundle } from './trainer-bundle'

const root = temporaryFolder()
let trainer: Bundle
let host: Bundle
beforeAll(async () => {
  trainer = await buildTrainer()
  host = await bundle('test/faults/host-entry.ts')
})
afterAll(() => {
  trainer.remove()
  host.remove()
})

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Starts a host, kills it `after` milliseconds into a training, and tells what its view had heard. */
async function killHost(
  dataDir: string,
  after: number
): Promise<{ run: string; acked: number; trainer: number }> {
  const child = spawn(process.execPath, [host.file, dataDir, trainer.file], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let acked = 0
  let told: { run: string; trainer: number } | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { run?: string; trainer?: number; epoch?: number }
    if (said.run) {
      told = said as { run: string; trainer: number }
      setTimeout(() => child.kill('SIGKILL'), after)
    }
    acked = Math.max(acked, said.epoch ?? 0)
  }
  if (!told) throw new Error('the host never trained')
  return { ...told, acked }
}

// F7
it(
  'a killed host takes its trainer along, and the next start goes on where the view was',
  { timeout: 180_000 },
  async () => {
    const whole = await killBench(path.join(root, 'whole'), trainer.file)
    const reference = await whole.start()
    await whole.until((state) => state.kind === 'done')
    await whole.host.close()
    const expected = await inspect(path.join(root, 'whole'), reference)

    for (const [n, after] of [120, 370, 805].entries()) {
      const dataDir = path.join(root, `host-${n}`)
      const { run, acked, trainer: pid } = await killHost(dataDir, after)
      const gone = performance.now()
      while (lives(pid) && performance.now() - gone < 10_000) await wait(20)
      expect(performance.now() - gone).toBeLessThan(5000)
      const bench = await killBench(dataDir, trainer.file)
      const found = await inspect(dataDir, run)
      expect(found.temporary).toEqual([])
      expect(found.position?.epoch ?? 0).toBeGreaterThanOrEqual(acked)
      expect(await bench.call.runs.list()).toMatchObject([
        { id: run, stop: 'crashed', epochs: found.epochs.length }
      ])
      await bench.call.training.resume(run)
      expect(await bench.until((state) => state.kind === 'done' || state.kind === 'failed')).toMatchObject({
        kind: 'done'
      })
      await bench.host.close()
      const end = await inspect(dataDir, run)
      expect(end.weights).toBe(expected.weights)
      // No gap in the curve and no point twice, also when the kill fell between its line and its checkpoint.
      expect(end.epochs.map((epoch) => epoch.epoch)).toEqual(expected.epochs.map((epoch) => epoch.epoch))
    }
  }
)

// F3
it('a trainer that stands still is ended, and the run goes on in another', { timeout: 120_000 }, async () => {
  const bench = await killBench(path.join(root, 'hang'), trainer.file)
  const run = await bench.start()
  while (bench.heard.epochs.length === 0) await wait(10)
  const { pid } = bench.current().process
  process.kill(pid!, 'SIGSTOP')
  const from = performance.now()
  await bench.call.training.kill(run)
  expect(performance.now() - from).toBeLessThan(4000)
  expect(lives(pid)).toBe(false)
  const failure = { code: 'trainer-killed' }
  expect(await bench.call.training.state()).toMatchObject({ kind: 'failed', failure, resumable: true })
  await bench.call.training.resume(run)
  await bench.until((state) => state.kind === 'training')
  const stopping = performance.now()
  await bench.host.close()
  expect(performance.now() - stopping).toBeLessThan(2000)
  expect(bench.trainers.map((one) => one.process.pid).filter(lives)).toEqual([])
  const found = await inspect(path.join(root, 'hang'), run)
  expect(found.position).not.toBeNull()
})
