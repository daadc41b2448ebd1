import path from 'node:path'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../helpers/folder'
import { inspect, killBench, lives } from './kill-bench'
import { buildTrainer } from './trainer-bundle'

// The kill harness (reliability.md 8): kill -9 at random moments, half of them inside or just after a save, several in
// one run, some within a second of a resume. Nothing that was acknowledged may be lost, and the run that was interrupted
// ends with the bits of the one that was not. UNROLL_KILLS and UNROLL_KILL_SEED set more and others.

const kills = Number(process.env['UNROLL_KILLS'] ?? 20)
const seed = Number(process.env['UNROLL_KILL_SEED'] ?? 20_261_123)
const killsOfRun = 5

const root = temporaryFolder()
let trainer: Awaited<ReturnType<typeof buildTrainer>>
beforeAll(async () => {
  trainer = await buildTrainer()
})
afterAll(() => trainer.remove())

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it(
  `survives ${kills} kills of its trainer without losing an epoch or a bit`,
  { timeout: 60_000 + kills * 30_000 },
  async () => {
    const random = xoroshiro128plus(seed)
    const uniform = (limit: number): number => ((random.next() >>> 0) / 2 ** 32) * limit

    const whole = await killBench(path.join(root, 'whole'), trainer.file)
    const reference = await whole.start()
    await whole.until((state) => state.kind === 'done' || state.kind === 'failed')
    const last = whole.heard.states[whole.heard.states.length - 1]
    expect(last).toMatchObject({ kind: 'done', reason: 'finished' })
    const seconds = (await whole.call.runs.show(reference)).epochs.reduce(
      (sum, epoch) => sum + epoch.seconds,
      0
    )
    const expected = await inspect(path.join(root, 'whole'), reference)
    await whole.host.close()
    const epochTime = (seconds / expected.epochs.length) * 1000

    let killed = 0
    let inside = 0
    let slowest = 0
    // As many as were asked for, and on a busy machine as many more as it takes for some to fall inside a save.
    const enough = (): boolean => (killed >= kills && inside >= kills * 0.3) || killed >= 3 * kills
    for (let round = 0; !enough(); round++) {
      const dataDir = path.join(root, `run-${round}`)
      const bench = await killBench(dataDir, trainer.file)
      const run = await bench.start()
      for (let n = 0; n < killsOfRun && !enough(); n++) {
        await bench.until((state) => state.kind === 'training' || state.kind === 'done')
        if (bench.heard.states[bench.heard.states.length - 1]?.kind === 'done') break
        const victim = bench.current()
        const moment = killed % 2 === 0 || killed >= kills ? 'a save' : 'any time'
        if (moment === 'a save') {
          await new Promise<void>((resolve) => (victim.onSaving = resolve))
          await wait(uniform(15))
        } else await wait(uniform(2 * epochTime + 40))
        const where = `seed ${seed}, run ${round}, kill ${n} (${moment})`
        if (victim.saving) inside++
        victim.process.kill('SIGKILL')
        const at = performance.now()
        killed++
        const state = await bench.until((found) => found.kind === 'failed' || found.kind === 'done')
        const acked = Math.max(0, ...bench.heard.epochs)
        if (state.kind === 'done') break // it had just ended
        slowest = Math.max(slowest, performance.now() - at)
        if (state.kind !== 'failed') throw new Error(where)
        expect(state.failure.code, where).toMatch(/^trainer-crashed/)
        expect(state.resumable, where).toBe(true)
        const found = await inspect(dataDir, run)
        expect(found.notice, where).toBeNull()
        expect(found.position?.epoch ?? 0, where).toBeGreaterThanOrEqual(acked)
        expect(state.safeEpoch ?? 0, where).toBe(acked)
        expect(
          found.epochs.map((epoch) => epoch.epoch),
          where
        ).toEqual(Array.from({ length: acked }, (_, i) => i + 1))
        expect(found.checkpoints, where).toBeLessThanOrEqual(2)
        expect(lives(victim.process.pid), where).toBe(false)
        await bench.call.training.resume(run)
      }
      const end = await bench.until((state) => state.kind === 'done' || state.kind === 'failed')
      expect(end, `seed ${seed}, run ${round}`).toMatchObject({ kind: 'done', reason: 'finished' })
      const pids = bench.trainers.map(({ process }) => process.pid)
      await bench.host.close()
      const found = await inspect(dataDir, run)
      expect(found.weights, `seed ${seed}, run ${round}: other bits than the run that nobody killed`).toBe(
        expected.weights
      )
      expect(found.epochs.map((epoch) => epoch.step)).toEqual(expected.epochs.map((epoch) => epoch.step))
      expect(found.epochs.map((epoch) => epoch.heldOut)).toEqual(
        expected.epochs.map((epoch) => epoch.heldOut)
      )
      expect(bench.heard.epochs).toEqual(expected.epochs.map((epoch) => epoch.epoch))
      expect(found.temporary).toEqual([])
      expect(pids.filter(lives)).toEqual([])
    }
    console.log(
      `${killed} kills, 0 failures (95 % bound ${(300 / killed) | 0 || 1} %), ${inside} inside a save, ` +
        `seed ${seed}, epoch ${epochTime.toFixed(0)} ms, told within ${slowest.toFixed(0)} ms`
    )
    expect(slowest).toBeLessThan(2000)
    expect(inside, 'too few kills fell inside a save: the test is weak').toBeGreaterThanOrEqual(kills * 0.3)
  }
)
