import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { createHost } from '#host/host'
import type { Host, HostOptions } from '#host/terms'
import { contract } from '#shared/contract'
import { namesPresets } from '#shared/presets'
import { defaultSettings } from '#shared/schemas/app'
import type { RunState } from '#shared/schemas/runs'
import { connect } from '#shared/wire/connect'
import { endpointPair } from '#shared/wire/endpoint'
import { temporaryFolder } from '../helpers/folder'
import { message, worst } from '../shared/wire/hostile'
import { FakeTrainer } from './training/fake-trainer'

const root = temporaryFolder()
const hosts: Host[] = []
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
})

const names = ['Hill', 'Vale'].flatMap((label) =>
  Array.from(
    { length: 40 },
    (_, i) => `${label === 'Hill' ? 'ba' : 'ko'}${String.fromCharCode(97 + (i % 26))}${i},${label}`
  )
)

async function open(more: Partial<HostOptions> = {}) {
  const dataDir = more.dataDir ?? mkdtempSync(path.join(root, 'host-'))
  const trainers: FakeTrainer[] = []
  const host = await createHost({
    dataDir,
    resourcesDir: path.join(root, 'none'),
    info: { version: '1.0.0', front: 'browser', platform: 'linux', locale: 'en', versions: {} },
    spawnTrainer: (environment) => {
      const trainer = new FakeTrainer(environment)
      trainers.push(trainer)
      return trainer.process
    },
    openLink: async () => {},
    appDir: root,
    checkOutputs: true,
    ...more
  })
  hosts.push(host)
  const front = () => {
    const [near, far] = endpointPair()
    const disconnect = host.serve(far)
    return { ...connect(contract, near), endpoint: near, disconnect }
  }
  return { host, dataDir, trainers, front, ...front() }
}

async function withData(host: Host, call: ReturnType<typeof connect<typeof contract>>['call']) {
  const file = path.join(mkdtempSync(path.join(root, 'data-')), 'names.csv')
  writeFileSync(file, `name,label\n${names.join('\n')}\n`)
  const opened = await call.data.open({ files: [await host.grants.grant(file)], read: {} })
  if (opened.kind !== 'open') throw new Error('a question')
  const dataset = opened.report.summary.id
  return {
    file,
    dataset,
    request: { dataset, config: namesPresets.quick, device: 'auto' as const, watched: [] }
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('a host', () => {
  it('serves several fronts: each gets its answers, all get the events', async () => {
    const { host, call, on, front, trainers } = await open()
    const other = front()
    const { request } = await withData(host, call)
    const states: [RunState[], RunState[]] = [[], []]
    on.training.changed((state) => states[0].push(state))
    other.on.training.changed((state) => states[1].push(state))
    const lists: number[] = []
    other.on.runs.changed((list) => lists.push(list.length))
    const run = await call.training.start({ ...request, name: 'Mine' })
    while (states[1][states[1].length - 1]?.kind !== 'training') await wait(5)
    expect(host.busy).toBe(true)
    expect(states[0]).toEqual(states[1])
    expect(await other.call.training.state()).toMatchObject({ kind: 'training', run })
    const epochs: number[] = []
    on.training.epoch(({ epoch }) => epochs.push(epoch.epoch))
    await trainers[0]!.epoch(1)
    await wait(20)
    expect(epochs).toEqual([1])
    expect(await other.call.runs.list()).toMatchObject([{ id: run, name: 'Mine', epochs: 1, stop: null }])
    expect((await call.runs.rename({ run, name: 'Yours' })).name).toBe('Yours')
    await expect(call.runs.remove(run)).rejects.toMatchObject({ code: 'run-busy' })
    await call.training.stop(run)
    expect(host.busy).toBe(false)
    expect(await call.runs.list()).toMatchObject([{ id: run, name: 'Yours', epochs: 1, stop: 'stopped' }])
    expect((await call.runs.show(run)).epochs.length).toBe(1)
    expect(await call.runs.config(run)).toEqual(request.config)
    expect((await call.runs.exportMetrics(run)).fileName).toBe('Yours-metrics.csv')
    await call.runs.remove(run)
    expect(await call.runs.list()).toEqual([])
    await call.runs.restore(run)
    expect((await call.runs.list()).length).toBe(1)
    other.disconnect()
    await wait(1100)
    expect(lists.length).toBeGreaterThan(0)
  })

  it('classifies a file into a CSV that no spreadsheet runs', async () => {
    const { host, call, trainers } = await open()
    const { request } = await withData(host, call)
    const run = await call.training.start(request)
    while ((await call.training.state()).kind !== 'training') await wait(5)
    await trainers[0]!.epoch(1)
    const file = path.join(root, 'list.txt')
    writeFileSync(file, '=cmd()\nAnna\n')
    const answered = await call.names.classifyFile({
      run,
      file: await host.grants.grant(file),
      read: { header: false }
    })
    expect(answered).toEqual({
      fileName: 'list-classified.csv',
      csv: "name,label,probability\r\n'=cmd(),Hill,0.5\r\nAnna,Hill,0.51\r\n",
      rows: 2
    })
  })

  it('estimates before it starts, and remembers how fast a device was', async () => {
    const { host, call, trainers, dataDir } = await open()
    const { request } = await withData(host, call)
    const before = await call.training.estimate(request)
    expect(before).toMatchObject({ batches: 1, secondsPerEpoch: null })
    const run = await call.training.start(request)
    while ((await call.training.state()).kind !== 'training') await wait(5)
    await trainers[0]!.epoch(1)
    await call.training.stop(run)
    await call.devices.list()
    expect((await call.training.estimate(request)).secondsPerEpoch).toBeCloseTo(64 / 4)
    await host.close()
    const later = await open({ dataDir })
    expect((await later.call.devices.list())[0]).toMatchObject({ id: 'builtin', rate: 4 })
  })

  it('keeps settings over a restart and says when a file had to be put aside', async () => {
    const { call, dataDir, on, host } = await open()
    const changed: string[] = []
    on.app.settingsChanged((settings) => changed.push(settings.theme))
    await call.app.changeSettings({ theme: 'dark' })
    await wait(5)
    expect(changed).toEqual(['dark'])
    await host.close()
    writeFileSync(path.join(dataDir, 'settings.json'), '{')
    const later = await open({ dataDir })
    const notices: string[] = []
    later.on.app.notice(({ code }) => notices.push(code))
    expect(await later.call.app.settings()).toEqual(defaultSettings)
    await later.call.app.info()
    await later.call.app.info()
    await wait(20)
    expect(notices).toEqual(['settings-reset'])
  })

  it('leaves no temporary file after its next start', async () => {
    const { host, dataDir } = await open()
    await host.close()
    const folder = path.join(dataDir, 'runs', 'a')
    mkdirSync(folder)
    for (const file of [path.join(dataDir, 'settings.json'), path.join(folder, 'summary.json')]) {
      writeFileSync(`${file}.${process.pid}.7.tmp`, 'half')
    }
    await open({ dataDir })
    const all = readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    expect(all.filter((name) => name.includes('tmp'))).toEqual([])
  })

  it('says what is wrong with a data folder that cannot be used', async () => {
    const file = path.join(root, 'a file')
    writeFileSync(file, '')
    await expect(open({ dataDir: path.join(file, 'data') })).rejects.toMatchObject({ code: 'folder-gone' })
  })

  it('gives a trainer nothing of its environment that it does not need', async () => {
    process.env['SECRET_TOKEN'] = 'x'
    process.env['NODE_OPTIONS_TEST'] = 'x'
    process.env['TF_TEST'] = '1'
    const { call, trainers } = await open()
    await call.devices.list()
    const found = trainers[0]!.environment
    expect(found).toMatchObject({ PATH: process.env['PATH'], TF_TEST: '1' })
    expect(Object.keys(found).filter((name) => /SECRET|NODE_OPTIONS|npm_|VITEST/i.test(name))).toEqual([])
  })

  it('closes within two seconds, and the trainer with it', async () => {
    const { host, call, trainers } = await open()
    const { request } = await withData(host, call)
    await call.training.start(request)
    const from = Date.now()
    await host.close()
    expect(Date.now() - from).toBeLessThan(2000)
    expect(trainers[0]!.kills).toContain('SIGTERM')
  })
})

describe('hostile messages to a real host', () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown): void => void unhandled.push(reason)

  it('write nothing, start nothing and reject nothing unseen', async () => {
    process.on('unhandledRejection', note)
    const { host, dataDir, endpoint, call, trainers, front } = await open()
    const { file } = await withData(host, call)
    await call.devices.list()
    const snapshot = () =>
      readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [
          name,
          statSync(path.join(dataDir, name)).isFile() && readFileSync(path.join(dataDir, name), 'utf8')
        ])
    const before = JSON.stringify(snapshot())
    const calls = Object.entries(contract).flatMap(([group, terms]) =>
      Object.entries(terms).flatMap(([name, term]) => (term.kind === 'call' ? [`${group}.${name}`] : []))
    )
    const [hostile, far] = endpointPair()
    let abuse = 0
    let answered = 0
    hostile.listen(() => answered++)
    host.serve(far, { onAbuse: () => abuse++ }) // left open, so that all of them arrive
    for (const raw of [...worst(), ...fc.sample(message(calls), { numRuns: 10_000, seed: 7 })]) {
      try {
        hostile.post(raw)
      } catch {
        // not a message at all
      }
    }
    await wait(200)
    expect(answered).toBeGreaterThan(1000)
    expect(abuse).toBe(1)
    expect(unhandled).toEqual([])
    expect(JSON.stringify(snapshot())).toBe(before)
    expect(host.busy).toBe(false)
    expect(trainers[0]!.starts).toEqual([])
    // Unless the front has another way, the hundredth refusal closes the wire; other fronts are served on.
    for (let i = 0; i < 100; i++) endpoint.post(null)
    await wait(20)
    const outcome = await Promise.race([call.app.info(), wait(50)])
    expect(outcome).toBeUndefined()
    expect(await front().call.data.list()).toMatchObject([{ name: 'names.csv' }])
    expect(existsSync(file)).toBe(true)
    process.off('unhandledRejection', note)
  })

  it('cannot reach a file that was not granted', async () => {
    const { call } = await open()
    const handle = { handle: '0'.repeat(36), name: '/etc/passwd', bytes: 1, kind: 'file' as const }
    await expect(call.data.open({ files: [handle], read: {} })).rejects.toMatchObject({
      code: 'file-not-granted'
    })
  })
})
