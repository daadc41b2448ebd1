import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { turn } from './fake-task'
import { make, useBench } from './trainer-bench'

useBench()

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await turn()
}

describe('pause, step, stop', () => {
  it('stands at any batch until it is resumed, with its state stored', async () => {
    const { trainer, task, recorder } = await make({
      onTurn: (it) => {
        if (it.position.step === 7 && recorder.stands.length === 0) it.pause()
      }
    })
    const ended = trainer.run()
    await until(() => recorder.stands.length > 0)
    for (let i = 0; i < 20; i++) await turn()
    expect(task.trained.length).toBe(7)
    expect(recorder.stands[0]).toMatchObject({ epoch: 2, batch: 2, step: 7 })
    expect(recorder.states.at(-1)!.position).toEqual({ step: 7, epoch: 1, batch: 2 })
    trainer.resume()
    expect((await ended).reason).toBe('finished')
    expect(task.trained.length).toBe(15)
  })

  it('begins paused when asked to', async () => {
    const { trainer, task, recorder } = await make({ wish: 'pause' })
    const ended = trainer.run()
    await turn()
    expect(task.trained).toEqual([])
    expect(recorder.stands[0]).toMatchObject({ epoch: 1, batch: 0, step: 0, loss: null })
    trainer.stop()
    expect(await ended).toEqual({ reason: 'stopped', failure: null })
  })

  it('stops after the batch in hand, with a checkpoint of it', async () => {
    const { trainer, task, recorder } = await make({
      onTurn: (it) => {
        if (it.position.step === 8) it.stop()
      }
    })
    expect(await trainer.run()).toEqual({ reason: 'stopped', failure: null })
    expect(task.trained.length).toBe(8)
    expect(recorder.states.at(-1)!.position).toEqual({ step: 8, epoch: 1, batch: 3 })
  })

  it('keeps a stop, whatever is asked after it', async () => {
    const { trainer, task } = await make({
      onTurn: (it) => {
        if (it.position.step !== 8) return
        it.stop()
        it.resume()
      }
    })
    expect((await trainer.run()).reason).toBe('stopped')
    expect(task.trained.length).toBe(8)
  })

  it('stops inside an evaluation, and does it again on resume', async () => {
    for (const averages of [false, true]) {
      const whole = await make({ averages })
      await whole.trainer.run()
      const { trainer, task, recorder } = await make({
        averages,
        onTurn: (it) => {
          if (it.position.batch === 5 && it.position.epoch === 1) it.stop()
        }
      })
      expect((await trainer.run()).reason).toBe('stopped')
      expect(task.evaluations).toBe(1)
      const start = recorder.states.at(-1)!
      expect(start.position).toEqual({ step: 10, epoch: 1, batch: 5 })
      const rest = await make({ averages, start })
      await rest.trainer.run()
      expect(rest.bits()).toEqual(whole.bits())
      expect(rest.recorder.comparable).toEqual(whole.recorder.comparable.slice(1))
    }
  })

  it('pauses inside an evaluation and goes on with it', async () => {
    const whole = await make({ averages: true })
    await whole.trainer.run()
    const { trainer, recorder, bits } = await make({
      averages: true,
      onTurn: (it) => {
        if (it.position.batch === 5 && recorder.stands.length === 0) it.pause()
      }
    })
    recorder.onPaused = () => setImmediate(() => trainer.resume())
    await trainer.run()
    expect(recorder.stands.length).toBe(1)
    expect(bits()).toEqual(whole.bits())
    expect(recorder.comparable).toEqual(whole.recorder.comparable)
  })

  it('does not count standing as training', async () => {
    const { trainer, recorder } = await make({ wish: 'pause' })
    let stands = 0
    recorder.onPaused = () => {
      if (stands++ < 3) setTimeout(() => (stands < 3 ? trainer.step() : trainer.resume()), 20)
    }
    await trainer.run()
    // The clock goes on by 1 ms a reading, about 30 of them an epoch.
    expect(recorder.reports[0].seconds).toBeLessThan(0.05)
  })
})

describe('answering while it trains', () => {
  it('happens between two batches, within one of them', async () => {
    const { trainer, task } = await make({ settings: { epochs: 20 } })
    const waits: number[] = []
    const ended = trainer.run()
    for (let asked = 0; asked < 10; asked++) {
      await turn()
      const before = task.trained.length
      waits.push(await trainer.answer(async () => task.trained.length - before))
    }
    trainer.stop()
    await ended
    expect(Math.max(...waits)).toBeLessThanOrEqual(1)
  })

  it('uses the averages, and training does not notice', async () => {
    const whole = await make({ averages: true })
    await whole.trainer.run()
    const { trainer, task, averages, bits } = await make({ averages: true })
    const ended = trainer.run()
    for (let asked = 0; asked < 8; asked++) {
      await turn()
      const batches = task.trained.length
      const used = await trainer.answer(async () => {
        for (let i = 0; i < 3; i++) await turn()
        expect(task.trained.length - batches).toBeLessThanOrEqual(1)
        return averages!.inPlace
      })
      expect(used).toBe(true)
    }
    await ended
    expect(bits()).toEqual(whole.bits())
  })

  it('goes on while it stands, while it stores, and after the end', async () => {
    const { trainer, recorder } = await make({ wish: 'pause', averages: true, settings: { epochs: 1 } })
    const ended = trainer.run()
    expect(await trainer.answer(async () => 'standing')).toBe('standing')
    let store = (): void => {}
    recorder.answer = () => new Promise((resolve) => (store = resolve))
    trainer.resume()
    await until(() => recorder.inFlight === 1)
    for (let i = 0; i < 5; i++) await turn()
    expect(await trainer.answer(async () => 'storing')).toBe('storing')
    store()
    await ended
    const both = [1, 2].map((value) => trainer.answer(async () => (await turn(), value)))
    expect(await Promise.all(both)).toEqual([1, 2])
  })

  it('passes on what a question throws', async () => {
    const { trainer } = await make()
    const ended = trainer.run()
    await expect(trainer.answer(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await ended).reason).toBe('finished')
  })
})

describe('when storing fails', () => {
  const full = () => new AppError('out-of-memory', { batchSize: 1, suggestedBatchSize: 1 })

  it('pauses, keeps the epoch and stores it on resume', async () => {
    const { trainer, recorder } = await make()
    let failures = 0
    recorder.answer = (_, report) => {
      if (report?.epoch === 2 && failures++ < 2) throw full()
    }
    recorder.onPaused = () => setImmediate(() => trainer.resume())
    expect(await trainer.run()).toEqual({ reason: 'finished', failure: null })
    expect(recorder.stands.length).toBe(2)
    expect(recorder.reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  })

  it('loses no epoch when the answer comes late', async () => {
    const { trainer, recorder } = await make({ tick: 900 })
    let attempts = 0
    recorder.answer = async () => {
      for (let i = 0; i < 12; i++) await turn()
      if (attempts++ % 3 === 1) throw full()
    }
    recorder.onPaused = () => setImmediate(() => trainer.resume())
    expect((await trainer.run()).reason).toBe('finished')
    expect(recorder.reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3])
  })

  it('does not end a finished run before its last epoch is stored', async () => {
    const { trainer, recorder } = await make({ settings: { epochs: 1 } })
    let failures = 0
    recorder.answer = () => {
      if (failures++ === 0) throw full()
    }
    recorder.onPaused = () => setImmediate(() => trainer.resume())
    expect(await trainer.run()).toEqual({ reason: 'finished', failure: null })
    expect(recorder.reports.length).toBe(1)
  })

  it('says so when it is stopped then', async () => {
    const { trainer, recorder } = await make({
      onTurn: (it) => {
        if (it.position.step === 3) it.pause()
      }
    })
    recorder.answer = () => {
      throw full()
    }
    recorder.onPaused = () => setImmediate(() => trainer.stop())
    expect(await trainer.run()).toMatchObject({ reason: 'stopped', failure: { code: 'out-of-memory' } })
  })
})
