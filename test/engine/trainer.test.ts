import * as tf from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { FakeTask, turn } from './fake-task'
import { make, useBench } from './trainer-bench'

useBench()

describe('a run', () => {
  it('trains every batch of every epoch once, and reports each epoch', async () => {
    const { trainer, task, recorder } = await make()
    expect(await trainer.run()).toEqual({ reason: 'finished', failure: null })
    expect(task.trained).toEqual(Array.from({ length: 15 }, (_, step) => step))
    expect(recorder.reports.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 5],
      [2, 10],
      [3, 15]
    ])
    for (const report of recorder.reports) {
      expect(report.accuracy).toBeCloseTo(13 / 18) // the fake task counts all but one of each batch as right
      expect(report.seconds).toBeGreaterThan(0)
      expect(report.rate).toBeCloseTo(18 / report.seconds)
    }
    expect(recorder.reports[2].loss).toBeLessThan(recorder.reports[0].loss / 2)
  })

  it('gives the mean loss over examples, not over batches', async () => {
    const whole = await make({ settings: { learningRate: 1e-12 } })
    await whole.trainer.run()
    const { task } = await make()
    task.beginEpoch(1)
    let sum = 0
    for (let batch = 0; batch < 5; batch++) {
      const { loss, right, gradient } = task.gradient(batch, batch)
      sum += loss.dataSync()[0] * task.examples(batch)
      tf.dispose([loss, right, gradient])
    }
    expect(whole.recorder.reports[0].loss).toBeCloseTo(sum / 18, 6)
  })

  it('follows the schedule to its end and can be changed on the way', async () => {
    const { trainer, recorder } = await make({
      settings: { schedule: 'linear' },
      onTurn: (it) => {
        if (it.position.step === 5) it.setLearningRate(0.05)
      }
    })
    await trainer.run()
    // Linear from 0.1 over 15 steps: step 4 has 0.1 (1 - 4/15); at step 5 the rate becomes 0.05 = base (1 - 5/15).
    expect(recorder.reports[0].learningRate).toBeCloseTo(0.1 * (1 - 4 / 15))
    expect(recorder.reports[1].learningRate).toBeCloseTo(0.075 * (1 - 9 / 15))
  })

  it('keeps one checkpoint in flight at most and waits for it before it evaluates the next epoch', async () => {
    const { trainer, recorder, task } = await make({ tick: 3000 })
    recorder.answer = async () => {
      const trained = task.trained.length
      for (let i = 0; i < 40; i++) await turn()
      expect(task.trained.length - trained).toBeLessThanOrEqual(5)
    }
    await trainer.run()
    expect(recorder.mostInFlight).toBe(1)
    expect(recorder.reports.length).toBe(3)
  })

  it('checkpoints inside an epoch every five seconds', async () => {
    const often = await make({ tick: 3000 })
    await often.trainer.run()
    expect(often.recorder.states.some(({ position }) => position.batch > 0)).toBe(true)
    const seldom = await make({ tick: 1 })
    await seldom.trainer.run()
    expect(seldom.recorder.states.every(({ position }) => position.batch === 0)).toBe(true)
  })

  it('reports at most ten times a second, with the loss since the last report', async () => {
    const { trainer, recorder } = await make({ tick: 10, settings: { epochs: 10 } })
    await trainer.run()
    expect(recorder.progressed.length).toBeGreaterThan(5)
    expect(recorder.progressed.length).toBeLessThan(40)
    for (const { loss, batches, epochs } of recorder.progressed) {
      expect(loss).toBeGreaterThan(0)
      expect([batches, epochs]).toEqual([5, 10])
    }
    expect(recorder.progressed.at(-1)!.secondsLeft).toBeLessThan(recorder.progressed[0].secondsLeft!)
  })

  it('keeps the best epoch, its weights included, and stops early', async () => {
    const task = new FakeTask(5, { score: (evaluation) => [0, 1, 5, 2, 3, 4, 9][evaluation] })
    const { trainer, recorder } = await make({ task, settings: { epochs: 9, patience: 2 } })
    expect(await trainer.run()).toEqual({ reason: 'early-stop', failure: null })
    expect(recorder.reports.map(({ best }) => best)).toEqual([true, true, false, false])
    const last = recorder.states.at(-1)!
    expect(last.best).toEqual({ epoch: 2, score: 5 })
    expect(last.bestWeights).toEqual(recorder.states[1].weights)
    expect(last.bestWeights).not.toEqual(last.weights)
  })

  it('evaluates with averaged weights, keeps them, and trains on with its own', async () => {
    const plain = await make()
    await plain.trainer.run()
    const { trainer, recorder, bits, averages } = await make({ averages: true })
    await trainer.run()
    expect(bits()).toEqual(plain.bits())
    const last = recorder.states.at(-1)!
    expect(last.averages[0].data).not.toEqual(last.weights[0].data)
    expect(last.bestWeights[0].data).toEqual(recorder.states[last.best!.epoch - 1].averages[0].data)
    expect(recorder.reports.map(({ scores }) => scores)).not.toEqual(
      plain.recorder.reports.map(({ scores }) => scores)
    )
    expect(averages!.inPlace).toBe(false)
  })

  it('grows by no tensor', async () => {
    const { trainer, recorder } = await make({ settings: { epochs: 12 }, averages: true, tick: 2000 })
    const counts: number[] = []
    recorder.answer = (_, report) => {
      if (report) counts.push(tf.memory().numTensors)
    }
    await trainer.run()
    expect(counts.length).toBe(12)
    expect(new Set(counts).size).toBe(1)
  })
})

describe('the guard against NaN', () => {
  it('names the batch, stores nothing of it and goes back to the last good state', async () => {
    const { trainer, recorder, bits } = await make({ task: new FakeTask(5, { breakAt: 12 }) })
    const { reason, failure } = await trainer.run()
    expect(reason).toBe('diverged')
    expect(failure).toMatchObject({ code: 'diverged', params: { epoch: 3, step: 3, goodEpoch: 2 } })
    const { learningRate, suggestedRate } = failure!.params
    expect(Number(suggestedRate) / Number(learningRate)).toBeCloseTo(0.1)
    for (const { weights } of recorder.states)
      for (const { data } of weights) expect([...data].every(Number.isFinite)).toBe(true)
    expect(trainer.position).toEqual({ step: 10, epoch: 2, batch: 0 })
    expect(bits()).toEqual([...recorder.states.at(-1)!.weights[0].data])
  })

  it('catches a learning rate of a million', async () => {
    const { trainer, recorder, bits } = await make({
      settings: { learningRate: 1e6, epochs: 60, schedule: 'constant' }
    })
    const { reason, failure } = await trainer.run()
    expect(reason).toBe('diverged')
    expect(failure!.params.learningRate).toBe(1e6)
    for (const { weights, optimizer } of recorder.states)
      for (const { data } of [...weights, ...optimizer]) expect([...data].every(Number.isFinite)).toBe(true)
    expect(bits().every(Number.isFinite)).toBe(true)
  })

  it('goes back to the start when nothing was stored yet', async () => {
    const { trainer, bits } = await make({ task: new FakeTask(5, { breakAt: 1 }) })
    const { failure } = await trainer.run()
    expect(failure!.params).toMatchObject({ epoch: 1, step: 2, goodEpoch: 0 })
    expect(bits()).toEqual([0.5, 0.25, 0])
  })
})
