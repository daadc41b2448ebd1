import { describe, expect, it } from 'vitest'
import { DeviceDesk, type DeviceDeskOptions } from '#host/devices/device-desk'
import { DeviceRates } from '#host/devices/rates'
import { AppError } from '#shared/errors/app-error'
import type { DeviceReport, SetupProgress } from '#shared/schemas/devices'
import { temporaryFolder } from '../../helpers/folder'
import { bench, request } from '../training/bench'
import { config, parts } from '../runs/fixtures'

const root = temporaryFolder()

function desk(more: Partial<DeviceDeskOptions> = {}) {
  const found = bench(root)
  const rates = new DeviceRates(found.dataDir)
  const heard = { setup: [] as SetupProgress[], changed: [] as DeviceReport[][] }
  const made = new DeviceDesk({
    owner: found.owner,
    supervisor: found.supervisor,
    rates,
    choice: () => 'builtin',
    hidesCard: () => false,
    setUp: async () => ({ version: '2.21.0' }),
    changed: (reports) => heard.changed.push(reports),
    setup: (progress) => heard.setup.push(progress),
    ...more
  })
  return { ...found, desk: made, rates, reports: heard }
}

const report = (id: DeviceReport['id'], code?: string): DeviceReport => ({
  id,
  name: id,
  available: code === undefined,
  inUse: id === 'builtin',
  reason: code === undefined ? null : { code, params: {} },
  detail: '',
  rate: null
})

const soon = () => new Promise((resolve) => setTimeout(resolve, 20))

describe('devices', () => {
  it('are as the trainer sees them, with what was measured here', async () => {
    const { desk: made, rates } = desk()
    rates.set('builtin', 120)
    expect(await made.list()).toMatchObject([{ id: 'builtin', available: true, rate: 120 }])
    expect(made.inUse).toBe('builtin')
  })

  it('that only another process could use count as available', async () => {
    const { desk: made, owner, trainers } = desk({ hidesCard: () => true })
    await owner.get('builtin', false)
    trainers[0]!.devices = [
      report('cuda', 'native-no-gpu'),
      report('native', 'device-other-process'),
      report('builtin')
    ]
    expect((await made.list()).map((one) => one.available)).toEqual([true, true, true])
    trainers[0]!.devices = [report('cuda', 'native-cpu-only'), report('native'), report('builtin')]
    expect((await made.list()).map((one) => one.available)).toEqual([false, true, true])
    expect([made.mayBeUsed('cuda'), made.mayBeUsed('native')]).toEqual([false, true])
  })

  it('race one after the other, each in a process of its own kind; the winner is remembered', async () => {
    const { desk: made, owner, trainers, rates, reports, dataDir } = desk()
    await owner.get('builtin', false)
    trainers[0]!.devices = [report('native'), report('builtin')]
    const results = await made.race(config, parts)
    expect(results).toEqual([
      { device: 'native', rate: 50, millisecondsPerBatch: 2 },
      { device: 'builtin', rate: 50, millisecondsPerBatch: 2 }
    ])
    expect(trainers.map((trainer) => trainer.environment)).toEqual([{}, { NATIVE: '1' }, {}])
    expect(reports.changed.length).toBe(1)
    const again = new DeviceRates(dataDir)
    await again.load()
    expect([again.winner, rates.get('native')]).toEqual(['native', 50])
  })

  it('do not race under a run', async () => {
    const { desk: made, supervisor } = desk()
    await supervisor.start(request)
    await expect(made.race(config, parts)).rejects.toMatchObject({ code: 'training-busy' })
  })
})

describe('the set-up of the native runtime', () => {
  it('tells how it goes, once, and starts the trainer afresh', async () => {
    const {
      desk: made,
      owner,
      trainers,
      reports
    } = desk({
      setUp: async (_, __, onProgress) => {
        onProgress({ stage: 'compiling', fraction: 0.5, detail: 'x' })
        return { version: '2.21.0' }
      }
    })
    await owner.get('builtin', false)
    made.begin('cpu')
    made.begin('cpu')
    await soon()
    expect(reports.setup).toMatchObject([
      { kind: 'working', stage: 'compiling' },
      { kind: 'done', version: '2.21.0' }
    ])
    expect(trainers[0]!.kills).toEqual(['SIGTERM'])
    expect(trainers.length).toBe(2)
    expect(reports.changed.length).toBe(1)
  })

  it('says why it failed, and nothing when it was cancelled', async () => {
    const failing = desk({ setUp: () => Promise.reject(new AppError('native-no-gpu', { tensorflow: '2' })) })
    failing.desk.begin('auto')
    await soon()
    expect(failing.reports.setup).toEqual([
      { kind: 'failed', error: { code: 'native-no-gpu', params: { tensorflow: '2' } } }
    ])
    const slow = desk({
      setUp: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new AppError('native-cancelled')))
        })
    })
    slow.desk.begin('auto')
    slow.desk.cancel()
    await soon()
    expect(slow.reports.setup).toEqual([{ kind: 'idle' }])
  })
})
