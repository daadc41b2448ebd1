import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error'
import { temporaryFolder } from '../../helpers/folder'
import { bench, request } from './bench'
import { progress } from './fake-trainer'

const root = temporaryFolder()
const soon = () => new Promise((resolve) => setTimeout(resolve, 30))

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
