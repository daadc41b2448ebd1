import { describe, expect, it } from 'vitest'
import { decodeNames } from '#engine/tasks/names-checkpoint'
import { madeUpParts, smallConfig } from '../engine/tasks/made-up-names'
import { interrupted, live, next, parts, train, trainers, type Trainer } from './trainer-process'

const { start } = trainers()

describe('the trainer process', () => {
  it('describes its devices and says why TensorFlow is not one of them', async () => {
    const trainer = start()
    const devices = await trainer.call.devices.describe()
    expect(devices.map(({ id, available, reason }) => [id, available, reason?.code])).toEqual([
      ['cuda', false, 'native-not-set-up'],
      ['native', false, 'native-not-set-up'],
      ['builtin', true, undefined]
    ])
    expect(await trainer.call.devices.use('auto')).toBe('builtin')
    await expect(trainer.call.devices.use('native')).rejects.toMatchObject({ code: 'native-not-set-up' })
    const after = await trainer.call.devices.describe()
    expect(after.map(({ inUse }) => inUse)).toEqual([false, false, true])
  })

  it('trains, reports every epoch with its checkpoint, and ends', async () => {
    const trainer = start()
    const { started, checkpoints, epochs, ended } = await train(
      trainer,
      smallConfig({ training: { epochs: 3 } })
    )
    expect(started).toMatchObject({ device: 'builtin', batches: 8, epoch: 0, step: 0 })
    expect(await ended).toEqual({ reason: 'finished', failure: null })
    expect(epochs.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 8],
      [2, 16],
      [3, 24]
    ])
    expect(epochs[2].heldOut.accuracy).toBeGreaterThan(0.9)
    expect(epochs[2].watched[0]).toMatchObject({ name: 'Lumian', label: 'Lumian' })
    const last = decodeNames(checkpoints.at(-1)!)
    expect(last.state.position).toEqual({ step: 24, epoch: 3, batch: 0 })
    expect(started.parameters).toBe(last.state.weights.reduce((sum, { data }) => sum + data.length, 0))
  })

  it('answers while it trains, and pauses, steps and goes on', async () => {
    const trainer = start()
    const { ended } = await train(trainer, smallConfig({ training: { epochs: 200 } }))
    const times: number[] = []
    for (let asked = 0; asked < 20; asked++) {
      const from = performance.now()
      const [answer] = await trainer.call.names.classify({
        model: live,
        names: ['Vokish'],
        detail: 'ranking'
      })
      times.push(performance.now() - from)
      expect(answer.ranking.length).toBe(3)
    }
    times.sort((a, b) => a - b)
    expect(times[10]).toBeLessThan(1000)
    const paused = next(trainer.on.training.paused)
    await trainer.call.training.pause()
    const stood = await paused
    const stepped = next(trainer.on.training.paused)
    await trainer.call.training.step()
    expect((await stepped)!.step).toBe(stood!.step + 1)
    await trainer.call.training.setLearningRate(0.001)
    await trainer.call.training.resume()
    const progress = await next(trainer.on.training.progress)
    expect(progress.learningRate).toBeCloseTo(0.001)
    await trainer.call.training.stop()
    expect(await ended).toEqual({ reason: 'stopped', failure: null })
  })

  it('beats at least every two seconds', async () => {
    const trainer = start()
    await train(trainer, smallConfig({ training: { epochs: 500 } }))
    const beats: number[] = []
    const tensors: number[] = []
    trainer.on.training.heartbeat((beat) => {
      beats.push(performance.now())
      tensors.push(beat.tensors)
    })
    while (beats.length < 4) await next(trainer.on.training.heartbeat)
    const gaps = beats.slice(1).map((beat, index) => beat - beats[index])
    expect(Math.max(...gaps)).toBeLessThan(2000)
    expect(tensors.every((count) => count > 0)).toBe(true)
  })

  it('goes on from a checkpoint after a kill, bit for bit', async () => {
    const config = smallConfig({ model: { dropout: { embedding: 0.1, layers: 0, readout: 0.3 } } })
    const { started, weights, epochs } = await interrupted(start, config)
    expect(started.epoch).toBe(2)
    expect(weights[0]).toEqual(weights[1])
    expect(epochs[0]).toEqual(epochs[1])
  })

  it('opens the best epoch of a run beside the one in training, and forgets the oldest of five', async () => {
    const trainer = start()
    const { checkpoints, ended } = await train(trainer, smallConfig({ training: { epochs: 2 } }))
    await ended
    const checkpoint = checkpoints.at(-1)!
    for (const run of ['one', 'two', 'three', 'four', 'five'])
      await trainer.call.names.open({ run, checkpoint })
    const opened = (run: string) =>
      trainer.call.names.classify({ model: { kind: 'opened', run }, names: ['Lumian', ''], detail: 'states' })
    await expect(opened('one')).rejects.toMatchObject({ code: 'model-not-open', params: { run: 'one' } })
    const [name, empty] = await opened('five')
    expect(name.letters).toEqual([...'Lumian'])
    expect(name.forward!.at(-1)).toEqual(
      name.ranking.length === 3
        ? parts.classes.map((c) => name.ranking.find((r) => r.label === c)!.probability)
        : []
    )
    expect(name.states!.every(({ hidden }) => hidden.length === 6 && hidden[0].length === 10)).toBe(true)
    expect(empty).toMatchObject({ letters: [], states: [], unknownLetters: 0 })
    const answers = await trainer.call.names.answers({
      model: { kind: 'opened', run: 'two' },
      names: ['Vok', 'Luel']
    })
    expect([...answers.classes]).toHaveLength(2)
    expect(answers.probabilities[0]).toBeGreaterThan(1 / 3)
  })

  it('races a model and leaves nothing behind', async () => {
    const trainer = start()
    const lap = await trainer.call.devices.race({ device: 'builtin', config: smallConfig(), parts })
    expect(lap.rate).toBeGreaterThan(10)
    expect(lap.millisecondsPerBatch).toBeCloseTo((16 / lap.rate) * 1000, -2)
    const described = await trainer.call.devices.describe()
    expect(described.find(({ id }) => id === 'builtin')!.rate).toBe(lap.rate)
    await train(trainer, smallConfig(), { paused: true })
    const first = await next(trainer.on.training.heartbeat)
    const fresh = start()
    await train(fresh, smallConfig(), { paused: true })
    expect(first.tensors).toBe((await next(fresh.on.training.heartbeat)).tensors)
  })
})

describe('what it refuses', () => {
  const refused = (trainer: Trainer, change: object) =>
    trainer.call.training.start({
      run: 'a-run',
      config: smallConfig(),
      parts,
      device: 'builtin',
      watched: [],
      checkpoint: null,
      paused: false,
      ...change
    })

  it('says what is wrong, and lives on', async () => {
    const trainer = start()
    const none = { names: [], labels: new Int32Array(0) }
    await expect(refused(trainer, { parts: { ...parts, train: none } })).rejects.toMatchObject({
      code: 'names-parts-invalid'
    })
    await expect(refused(trainer, { checkpoint: new Uint8Array(100) })).rejects.toMatchObject({
      code: 'model-file-not'
    })
    await expect(refused(trainer, { device: 'cuda' })).rejects.toMatchObject({ code: 'native-not-set-up' })
    await expect(trainer.call.training.pause()).rejects.toMatchObject({ code: 'training-idle' })
    await expect(
      trainer.call.names.classify({ model: live, names: ['a'], detail: 'ranking' })
    ).rejects.toMatchObject({ code: 'model-not-open' })
    trainer.endpoint.post({ t: 'q', i: 'x', m: 'training.constructor', a: [] })
    trainer.endpoint.post(null)
    await refused(trainer, { paused: true })
    await expect(refused(trainer, {})).rejects.toMatchObject({ code: 'training-busy' })
    await expect(trainer.call.devices.use('builtin')).rejects.toMatchObject({ code: 'training-busy' })
  })

  it('refuses a checkpoint of other data, another seed or another model', async () => {
    const trainer = start()
    const { checkpoints, ended } = await train(trainer, smallConfig({ training: { epochs: 1 } }))
    await ended
    const checkpoint = checkpoints.at(-1)!
    const longer = smallConfig({ training: { epochs: 2 } })
    for (const change of [
      { parts: madeUpParts(120, 2) },
      { config: { ...longer, seed: 99 } },
      { config: smallConfig({ model: { hiddenSize: 11 } }) },
      { config: smallConfig({ training: { batchSize: 8 } }) }
    ])
      await expect(refused(trainer, { checkpoint, ...change })).rejects.toMatchObject({
        code: 'checkpoint-invalid'
      })
    const { epoch } = await refused(trainer, { checkpoint, config: longer, paused: true })
    expect(epoch).toBe(1)
  })
})
