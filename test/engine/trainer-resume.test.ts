import { describe, expect, it } from 'vitest'
import type { Trainer } from '#engine/trainer'
import type { TrainingState } from '#engine/trainer-state'
import { make, useBench, type Options, type Scores } from './trainer-bench'

useBench()

describe('exact resume', () => {
  const variants: Options[] = [{}, { averages: true }, { settings: { schedule: 'linear', patience: 3 } }]

  it.each(variants)('equals the uninterrupted run from every checkpoint, with %j', async (options) => {
    const whole = await make({ ...options, tick: 2600 })
    await whole.trainer.run()
    const inside = whole.recorder.states.filter(({ position }) => position.batch > 0)
    expect(inside.length).toBeGreaterThan(3)
    for (const start of whole.recorder.states) {
      const rest = await make({ ...options, start: structuredClone(start), tick: 7 })
      await rest.trainer.run()
      expect(rest.bits()).toEqual(whole.bits())
      const later = whole.recorder.comparable.filter(({ epoch }) => epoch > start.position.epoch)
      expect(rest.recorder.comparable).toEqual(later)
    }
  })

  it('holds after a pause and a step at every batch', async () => {
    const whole = await make()
    await whole.trainer.run()
    const steps = await make({ wish: 'pause' })
    steps.recorder.onPaused = () => steps.trainer.step()
    await steps.trainer.run()
    expect(steps.bits()).toEqual(whole.bits())
    expect(steps.recorder.comparable).toEqual(whole.recorder.comparable)
    expect(steps.recorder.stands.length).toBe(16)
  })

  it('keeps a changed learning rate', async () => {
    const change = (it: Trainer<Scores>) => {
      if (it.position.step === 3) it.setLearningRate(0.02)
    }
    const whole = await make({ onTurn: change })
    await whole.trainer.run()
    const rest = await make({ start: whole.recorder.states[0] })
    await rest.trainer.run()
    expect(rest.bits()).toEqual(whole.bits())
    const unchanged = await make()
    await unchanged.trainer.run()
    expect(unchanged.bits()).not.toEqual(whole.bits())
  })

  it('of a run that has ended ends at once', async () => {
    const whole = await make()
    await whole.trainer.run()
    const rest = await make({ start: whole.recorder.states.at(-1)! })
    expect(await rest.trainer.run()).toEqual({ reason: 'finished', failure: null })
    expect(rest.task.trained).toEqual([])
    expect(rest.recorder.states).toEqual([])
  })
})

describe('a state that is not of this run', () => {
  const state = async (): Promise<TrainingState> => {
    const { trainer, recorder } = await make({ settings: { epochs: 1 } })
    await trainer.run()
    return structuredClone(recorder.states[0])
  }

  const changes: [string, (state: TrainingState) => Partial<TrainingState>][] = [
    ['a weight less', () => ({ weights: [] })],
    ['a weight more', ({ weights }) => ({ weights: [...weights, { ...weights[0], name: 'more' }] })],
    ['a weight twice', ({ weights }) => ({ weights: [...weights, ...weights] })],
    ['another shape', ({ weights }) => ({ weights: weights.map((w) => ({ ...w, shape: [3, 1] })) })],
    ['another type', ({ weights }) => ({ weights: weights.map((w) => ({ ...w, dtype: 'I32' as const })) })],
    [
      'a NaN',
      ({ weights }) => ({ weights: weights.map((w) => ({ ...w, data: Float32Array.of(1, NaN, 1) })) })
    ],
    ['no slots', () => ({ optimizer: [] })],
    ['averages that nobody asked for', ({ weights }) => ({ averages: weights })],
    ['no best weights', () => ({ bestWeights: [] })],
    ['a position that does not exist', () => ({ position: { step: 4, epoch: 1, batch: 0 } })],
    ['a batch beyond the epoch', () => ({ position: { step: 6, epoch: 0, batch: 6 } })]
  ]

  it('is accepted before it is changed', async () => {
    await expect(make({ start: await state() })).resolves.toBeDefined()
  })

  it.each(changes)('is refused: %s', async (_, change) => {
    const good = await state()
    await expect(make({ start: { ...good, ...change(good) } })).rejects.toMatchObject({
      code: 'checkpoint-invalid'
    })
  })
})
