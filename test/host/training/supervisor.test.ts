import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { runStateSchema } from '#shared/schemas/runs'
import { temporaryFolder } from '../../helpers/folder'
import { parts } from '../runs/fixtures'
import { bench, request } from './bench'
import { progress } from './fake-trainer'

const root = temporaryFolder()
const soon = () => new Promise((resolve) => setTimeout(resolve, 30))

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

describe('when the trainer fails', () => {
  it('says what is safe, and goes on in a new one', async () => {
    const { supervisor, started, until, trainers, heard, library } = bench(root)
    const { run, trainer } = await started()
    await trainer.epoch(1)
    trainer.emit.training.progress(progress(2))
    await soon()
    trainer.exit(null, 'SIGKILL')
    expect(await until('failed')).toMatchObject({
      run,
      safeEpoch: 1,
      resumable: true,
      failure: { code: 'trainer-crashed', params: { epoch: 2, safeEpoch: 1, how: 'SIGKILL' } }
    })
    expect((await library.summary(run)).stop).toBe('crashed')
    await supervisor.resume(run)
    await until('training')
    expect(trainers.length).toBe(2)
    expect(trainers[1]!.starts[0]).toMatchObject({ run, paused: false })
    await trainers[1]!.epoch(2)
    expect(heard.epochs.map((one) => one.epoch)).toEqual([1, 2])
  })

  it('stores a checkpoint that it sent in its last moment', async () => {
    const { started, until, library } = bench(root)
    const { run, trainer } = await started()
    void trainer.epoch(1)
    await Promise.resolve().then(() => {})
    await soon()
    trainer.exit(1)
    expect(await until('failed')).toMatchObject({ safeEpoch: 1 })
    expect((await library.show(run)).epochs.length).toBe(1)
  })

  it('takes a crash before the first epoch for what it is, and starts again from nothing', async () => {
    const { supervisor, started, until, trainers } = bench(root)
    const { run, trainer } = await started()
    trainer.exit(139)
    const failure = { code: 'trainer-crashed-early', params: { how: 'exit code 139' } }
    expect(await until('failed')).toMatchObject({ safeEpoch: null, failure })
    await supervisor.resume(run)
    await until('training')
    expect(trainers[1]!.starts[0]?.checkpoint).toBeNull()
  })

  it.each([
    [134, null],
    [137, null],
    [null, 'SIGABRT']
  ])('takes exit %s %s for want of memory', async (code, signal) => {
    const { started, until } = bench(root)
    const { trainer } = await started()
    trainer.exit(code, signal)
    expect(await until('failed')).toMatchObject({
      failure: { code: 'out-of-memory', params: { batchSize: 64, suggestedBatchSize: 8 } }
    })
  })

  it('says so when it never starts', async () => {
    const { supervisor, until } = bench(root, { stillborn: true })
    await supervisor.start(request)
    const failure = { code: 'trainer-not-started', params: { how: 'exit code 1' } }
    expect(await until('failed')).toMatchObject({ failure })
  })

  it('passes on what the start refuses', async () => {
    const { supervisor, until, trainers, owner } = bench(root)
    await owner.get('auto', false)
    trainers[0]!.refuse = new AppError('device-unavailable', { device: 'cuda', what: 'no card' })
    await supervisor.start(request)
    expect(await until('failed')).toMatchObject({ failure: { code: 'device-unavailable' }, resumable: true })
    expect(supervisor.busy).toBe(false)
  })

  it('keeps a divergence as the reason of the end', async () => {
    const { started, until, library } = bench(root)
    const { run, trainer } = await started()
    trainer.end('diverged', new AppError('diverged', { epoch: 3 }))
    expect(await until('failed')).toMatchObject({ failure: { code: 'diverged' }, resumable: true })
    expect((await library.summary(run)).stop).toBe('diverged')
  })

  it('marks silence, takes it back, and ends a trainer that hangs: TERM, then KILL', async () => {
    const { supervisor, started, until } = bench(root, { silence: 80 })
    const { run, trainer } = await started()
    await trainer.epoch(1)
    await until('training', (state) => state.kind === 'training' && state.silent)
    trainer.emit.training.heartbeat({ step: 1, tensors: 1, bytes: 1 })
    await until('training', (state) => state.kind === 'training' && !state.silent)
    trainer.hang()
    await until('training', (state) => state.kind === 'training' && state.silent)
    await supervisor.kill(run)
    expect(trainer.kills).toEqual(['SIGTERM', 'SIGKILL'])
    expect(supervisor.state).toMatchObject({
      kind: 'failed',
      failure: { code: 'trainer-killed' },
      safeEpoch: 1
    })
  })

  it('starts without the native part when that takes the process down twice', async () => {
    const { owner, trainers } = bench(root, { stillborn: true })
    for (const expected of [{ NATIVE: '1' }, { NATIVE: '1' }, {}]) {
      const link = await owner.get('native', false)
      expect(trainers[trainers.length - 1]!.environment).toEqual(expected)
      await link.exited
    }
    expect(owner.mistrusted).toEqual({ code: 'native-crashed', params: { signal: 'exit code 1' } })
    await owner.end()
    await owner.get('native', false)
    expect(trainers[3]!.environment).toEqual({ NATIVE: '1' })
  })

  it('is started afresh for a device of another kind, and never under a run', async () => {
    const { owner, trainers } = bench(root)
    await owner.get('builtin', false)
    await owner.get('native', true)
    await owner.get('auto', false)
    expect(trainers.length).toBe(1)
    await owner.get('native', false)
    expect([trainers.length, trainers[0]!.kills]).toEqual([2, ['SIGTERM']])
  })
})

describe('when the disk fails', () => {
  it('pauses with the reason, tells the trainer, keeps the epoch from the view, and goes on afterwards', async () => {
    const { supervisor, started, until, heard, runs, library } = bench(root)
    const { run, trainer } = await started()
    await trainer.epoch(1)
    const [folder, away] = [path.join(runs, run), path.join(runs, 'Away')]
    renameSync(folder, away)
    expect(await trainer.epoch(2)).toMatchObject({ code: 'folder-gone' })
    trainer.emit.training.paused(progress(2))
    expect(await until('paused')).toMatchObject({ failure: { code: 'folder-gone' } })
    expect(heard.epochs.map((one) => one.epoch)).toEqual([1])
    expect(heard.notices.map((one) => one.code)).toEqual(['metrics-not-saved'])
    renameSync(away, folder)
    await supervisor.resume(run)
    expect(await trainer.send(20, 2, true)).toBeNull()
    expect(supervisor.state).toMatchObject({ kind: 'training' })
    expect(heard.epochs.map((one) => one.epoch)).toEqual([1, 2])
    expect((await library.show(run)).epochs.map((one) => one.epoch)).toEqual([1, 2])
  })

  it('goes on from the checkpoint before a damaged one, says so, and takes back what came after it', async () => {
    const { supervisor, started, until, heard, runs, trainers } = bench(root)
    const { run, trainer } = await started()
    await trainer.epoch(1)
    await trainer.epoch(2)
    trainer.exit(null, 'SIGKILL')
    await until('failed')
    const file = path.join(runs, run, 'checkpoint-20.safetensors')
    const bytes = readFileSync(file)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(file, bytes)
    await supervisor.resume(run)
    await until('training')
    expect(heard.notices).toMatchObject([{ code: 'checkpoint-fell-back', params: { step: 10 } }])
    expect(existsSync(`${file}.bad`)).toBe(true)
    await trainers[1]!.epoch(2)
    expect(supervisor.live?.epochs.map((one) => one.epoch)).toEqual([1, 2])
  })
})

describe('closing', () => {
  it('stops with a checkpoint and says that it was closed', async () => {
    const { supervisor, started, library } = bench(root)
    const { run, trainer } = await started()
    const from = Date.now()
    await supervisor.close()
    expect(Date.now() - from).toBeLessThan(2000)
    expect((await library.summary(run)).stop).toBe('closed')
    expect(await library.folder(run).checkpoints.steps()).toEqual([15])
    expect(trainer.kills).toEqual(['SIGTERM'])
  })

  it('takes no more than two seconds when the trainer hangs', async () => {
    const { supervisor, started, library } = bench(root)
    const { run, trainer } = await started()
    await trainer.epoch(1)
    trainer.hang()
    const from = Date.now()
    await supervisor.close()
    expect(Date.now() - from).toBeLessThan(2000)
    expect(trainer.kills).toEqual(['SIGTERM', 'SIGKILL'])
    expect((await library.show(run)).summary).toMatchObject({ stop: 'closed', epochs: 1 })
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
