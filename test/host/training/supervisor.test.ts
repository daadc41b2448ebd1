import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { runStateSchema } from '#shared/schemas/runs'
import { temporaryFolder } from '../../helpers/folder'
import { parts } from '../runs/fixtures'
import { bench, request } from './bench'
import { progress } from './fake-trainer'

const root = temporaryFolder()

describe('a run', () => {
  it('goes from loading through training to its end, and everything is on disk', async () => {
    const { supervisor, library, heard, started, until, runs } = bench(root)
    const { run, trainer } = await started()
    for (const number of [1, 2, 3]) expect(await trainer.epoch(number, number < 3)).toBeNull()
    trainer.end('finished')
    await until('done')
    const stages = heard.states.map((state) => (state.kind === 'loading' ? state.stage : state.kind))
    expect(stages).toEqual(['data', 'device', 'model', 'training', 'done'])
    expect(supervisor.state).toEqual({ kind: 'done', run, reason: 'finished' })
    expect(heard.epochs.map((one) => one.epoch)).toEqual([1, 2, 3])
    expect(readdirSync(path.join(runs, run)).sort()).toEqual([
      'best.safetensors',
      'checkpoint-20.safetensors',
      'checkpoint-30.safetensors',
      'config.json',
      'data.json.gz',
      'metrics.jsonl',
      'summary.json'
    ])
    const { summary, epochs } = await library.show(run)
    expect(summary).toMatchObject({
      stop: 'finished',
      epochs: 3,
      best: { epoch: 2 },
      parameters: 100,
      device: 'builtin'
    })
    expect(epochs).toEqual(heard.epochs)
    expect(await library.folder(run).data()).toEqual(parts)
    expect(trainer.starts[0]?.parts).toEqual(parts)
    for (const state of heard.states) runStateSchema.parse(state)
  })

  it('is one at a time, however fast they are asked for', async () => {
    const { supervisor, until, trainers, runs } = bench(root)
    const results = await Promise.allSettled([
      supervisor.start(request),
      supervisor.start(request),
      supervisor.resume('x')
    ])
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect((results[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'training-busy' })
    await until('training')
    await expect(supervisor.start(request)).rejects.toMatchObject({ code: 'training-busy' })
    expect(trainers.length).toBe(1)
    expect(readdirSync(runs).length).toBe(1)
  })

  it('leaves nothing behind when its data cannot be had', async () => {
    const { supervisor, runs, heard } = bench(root, {
      data: () => Promise.reject(new AppError('data-unknown'))
    })
    await expect(supervisor.start(request)).rejects.toMatchObject({ code: 'data-unknown' })
    expect(readdirSync(runs)).toEqual([])
    expect(supervisor.state).toEqual({ kind: 'idle' })
    expect(heard.states.map((state) => state.kind)).toEqual(['loading', 'idle'])
  })

  it('pauses, steps, resumes and takes a learning rate', async () => {
    const { supervisor, started, until } = bench(root)
    const { run, trainer } = await started()
    await supervisor.pause(run)
    trainer.emit.training.paused(progress(1))
    expect(await until('paused')).toMatchObject({ failure: null, progress: { step: 10 } })
    await supervisor.step(run)
    expect(supervisor.state.kind).toBe('training')
    trainer.emit.training.paused(progress(2))
    await until('paused')
    await supervisor.resume(run)
    expect(supervisor.state.kind).toBe('training')
    await supervisor.setLearningRate(run, 0.5)
    expect(trainer.calls).toEqual(['pause', 'step', 'resume', 'rate 0.5'])
    await expect(supervisor.pause('other')).rejects.toMatchObject({ code: 'training-idle' })
  })

  it('passes progress on at most ten times a second, the last before its epoch', async () => {
    const { heard, started } = bench(root)
    const { trainer } = await started()
    for (let step = 0; step < 500; step++) trainer.emit.training.progress({ ...progress(1), step })
    await trainer.epoch(1)
    expect(heard.progress.length).toBeLessThan(6)
    expect(heard.progress[heard.progress.length - 1]).toBe(10)
  })

  it('stops with its last state stored, also while it is still loading', async () => {
    const { supervisor, started, library, until } = bench(root)
    const { run } = await started()
    await supervisor.stop(run)
    expect(supervisor.state).toEqual({ kind: 'done', run, reason: 'stopped' })
    expect(await library.folder(run).checkpoints.steps()).toEqual([15])
    const second = await supervisor.start(request)
    expect(supervisor.state.kind).toBe('loading')
    await supervisor.stop(second)
    expect(await until('done')).toMatchObject({ run: second, reason: 'stopped' })
  })

  it('goes on from its checkpoint after a stop, and after a finish no more', async () => {
    const { supervisor, started, until, trainers, heard, library } = bench(root)
    const { run, trainer } = await started()
    await trainer.epoch(1)
    await supervisor.stop(run)
    await supervisor.setLearningRate(run, 0.25)
    await supervisor.resume(run)
    await until('training')
    const [, again] = trainer.starts
    expect(again).toMatchObject({ run, watched: ['Nako'], paused: true, device: 'builtin' })
    expect(again?.checkpoint).not.toBeNull()
    expect(trainer.calls.slice(-2)).toEqual(['rate 0.25', 'resume'])
    expect(trainers.length).toBe(1)
    await trainer.epoch(2)
    trainer.end('finished')
    await until('done')
    expect(heard.epochs.map((one) => one.epoch)).toEqual([1, 2])
    expect((await library.show(run)).epochs.map((one) => one.epoch)).toEqual([1, 2])
    await expect(supervisor.resume(run)).rejects.toMatchObject({ code: 'run-finished' })
    await expect(supervisor.resume('none')).rejects.toMatchObject({ code: 'run-not-found' })
  })

  it('started in a folder of its own can be resumed by another host', async () => {
    const first = bench(root)
    const folder = path.join(first.dataDir, 'my run')
    const run = await first.supervisor.start(request, folder)
    await first.until('training')
    await first.trainers[0]!.epoch(1)
    const second = bench(root)
    const id = await second.library.open(folder)
    expect(id).toBe(run)
    await expect(second.supervisor.resume(id)).rejects.toMatchObject({ code: 'run-in-use' })
    await first.supervisor.close()
    await second.supervisor.resume(id)
    await second.until('training')
    expect(second.trainers[0]!.starts[0]?.config).toEqual(request.config)
  })
})

describe('questions', () => {
  it('go to the live network while it trains, and to the best epoch afterwards', async () => {
    const { supervisor, answers, started, owner, trainers } = bench(root)
    const { run, trainer } = await started()
    expect(await answers.watched(run, ['Dora'])).toMatchObject([
      { name: 'Dora', label: 'live', probability: 1 }
    ])
    await trainer.epoch(1)
    await supervisor.stop(run)
    const label = async () => (await answers.classify(run, ['Dora'], 'ranking'))[0]?.ranking[0]?.label
    expect([await label(), await label()]).toEqual(['opened', 'opened'])
    expect(trainer.opened).toEqual([run])
    trainer.opened = [] // it made room for others
    expect(await label()).toBe('opened')
    await owner.end()
    expect(await label()).toBe('opened')
    expect(trainers[1]!.opened).toEqual([run])
  })

  it('about one cell of the confusion name the names', async () => {
    const { answers, started } = bench(root)
    const { run } = await started()
    expect(await answers.cell(run, 'Vale', 'Hill')).toEqual([{ name: 'Eno', probability: 0.5 }])
    expect(await answers.cell(run, 'Vale', 'Vale')).toEqual([])
    expect(await answers.cell(run, '__proto__', 'Hill')).toEqual([])
  })

  it('to a run without a checkpoint, or to none, are refused', async () => {
    const { supervisor, answers, started, until } = bench(root)
    const { run, trainer } = await started()
    trainer.exit(1)
    await until('failed')
    await expect(answers.classify(run, ['x'], 'ranking')).rejects.toMatchObject({ code: 'run-no-model' })
    await expect(answers.classify('none', ['x'], 'ranking')).rejects.toMatchObject({ code: 'run-not-found' })
    expect(supervisor.state.kind).toBe('failed')
  })
})
