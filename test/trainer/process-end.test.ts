import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeNames } from '#engine/tasks/names-checkpoint'
import { smallConfig } from '../engine/tasks/made-up-names'
import { next, train, trainers } from './trainer-process'

const { start } = trainers()

describe('the end of a trainer process', () => {
  it('comes within five seconds of a closed channel', async () => {
    const trainer = start()
    await train(trainer, smallConfig({ training: { epochs: 500 } }))
    const from = performance.now()
    trainer.endpoint.close()
    expect(await trainer.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - from).toBeLessThan(5000)
  })

  it('comes with a last checkpoint when it is asked to leave', async () => {
    const trainer = start()
    const { checkpoints, ended } = await train(trainer, smallConfig({ training: { epochs: 500 } }))
    await next(trainer.on.training.checkpoint)
    trainer.kill('SIGTERM')
    expect(await ended).toEqual({ reason: 'stopped', failure: null })
    expect(await trainer.exited).toEqual({ code: 0, signal: null })
    expect(() => decodeNames(checkpoints.at(-1)!)).not.toThrow()
  })

  it('is told with its reason when something goes wrong that nobody foresaw', async () => {
    const trainer = start({}, (bundled) => {
      const wrapper = path.join(path.dirname(bundled), 'broken.cjs')
      const stray = `process.once('SIGUSR2', () => Promise.reject(new Error('a stray promise')))`
      writeFileSync(wrapper, `require(${JSON.stringify(bundled)}); ${stray}`)
      return wrapper
    })
    const { ended } = await train(trainer, smallConfig({ training: { epochs: 500 } }))
    await next(trainer.on.training.checkpoint)
    process.kill(trainer.pid!, 'SIGUSR2')
    expect(await ended).toMatchObject({
      reason: 'crashed',
      failure: { code: 'trainer-failed', params: { what: expect.stringContaining('a stray promise') } }
    })
    expect(await trainer.exited).toEqual({ code: 1, signal: null })
    expect(trainer.lines.join('\n')).toContain('a stray promise')
  })

  it('is not brought about by Ctrl+C in the terminal', async () => {
    const trainer = start()
    await trainer.call.devices.describe()
    process.kill(trainer.pid!, 'SIGINT')
    expect((await trainer.call.devices.describe()).length).toBe(3)
  })
})
