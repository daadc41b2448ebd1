import { describe, expect, it } from 'vitest'
import { nativeTrainerEnvironment } from '#host/native/environment'
import { smallConfig } from '../engine/tasks/made-up-names'
import { hasRuntime, manifestPath, packageDir, skipped } from './native-runtime'
import { interrupted, live, next, parts, train, trainers } from './trainer-process'

const { start } = trainers()
const environment = nativeTrainerEnvironment({ manifestPath, packageDir, cpuOnly: true })
const startNative = () => start({ HOME: process.env['HOME'] ?? '', ...environment })

describe.skipIf(!hasRuntime)(`training with TensorFlow on the CPU${skipped}`, () => {
  it('learns, and answers with networks that were opened on the built-in device', async () => {
    const trainer = startNative()
    const config = smallConfig({ training: { epochs: 3 } })
    const first = await train(trainer, config)
    await first.ended
    await trainer.call.names.open({ run: 'before', checkpoint: first.checkpoints.at(-1)! })
    const opened = { kind: 'opened', run: 'before' } as const
    const ask = () => trainer.call.names.classify({ model: opened, names: ['Lumian'], detail: 'letters' })
    const [before] = await ask()
    const { started, epochs, ended } = await train(trainer, config, { device: 'native' })
    expect(started.device).toBe('native')
    const [during] = await ask()
    await ended
    expect(epochs[2].heldOut.accuracy).toBeGreaterThan(0.9)
    expect(during.ranking[0].probability).toBeCloseTo(before.ranking[0].probability, 4)
    expect(epochs[0].loss).toBeCloseTo(first.epochs[0].loss, 3)
    const [answer] = await trainer.call.names.classify({ model: live, names: ['Vokish'], detail: 'states' })
    expect(answer.states!.length).toBeGreaterThan(0)
    const lap = await trainer.call.devices.race({ device: 'builtin', config, parts })
    expect(lap.rate).toBeGreaterThan(0)
    const inUse = (await trainer.call.devices.describe()).find((device) => device.inUse)
    expect(inUse).toMatchObject({ id: 'native', available: true, reason: null })
  })

  it('resumes bit for bit after a kill', async () => {
    const config = smallConfig({ model: { dropout: { embedding: 0.1, layers: 0, readout: 0.3 } } })
    const { weights, epochs } = await interrupted(startNative, config, 'native')
    expect(weights[0]).toEqual(weights[1])
    expect(epochs[0]).toEqual(epochs[1])
  })

  it('keeps its tensors at the same number', async () => {
    const trainer = startNative()
    await train(trainer, smallConfig({ training: { epochs: 2000 } }), { device: 'native' })
    const counts: number[] = []
    for (let beats = 0; beats < 4; beats++) counts.push((await next(trainer.on.training.heartbeat)).tensors)
    // The losses of the batches that nobody has read yet come and go: two numbers each, for a tenth of a second.
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(200)
  })
})
