import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { RunLibrary } from '#host/runs/library'
import { lockHolder, lockRun } from '#host/runs/run-lock'
import { processStart } from '#host/files/process-lives'
import { temporaryFolder } from '../../helpers/folder'
import { config, epoch, summary, writeRun } from './fixtures'
import os from 'node:os'

const root = temporaryFolder()
let data: string
let runs: string
let library: RunLibrary

beforeEach(() => {
  data = mkdtempSync(path.join(root, 'd-'))
  runs = path.join(data, 'runs')
  library = new RunLibrary(data)
})

describe('the run library', () => {
  it('lists runs, newest first, and passes over what is none', async () => {
    expect(await library.list()).toEqual([])
    writeRun(runs, 'old', [], { created: '2026-01-01T00:00:00.000Z' })
    writeRun(runs, 'new', [], { created: '2026-05-01T00:00:00.000Z' })
    writeRun(runs, 'broken', [])
    writeFileSync(path.join(runs, 'broken', 'summary.json'), '{"formatVersion":1,')
    mkdirSync(path.join(runs, 'empty'))
    mkdirSync(path.join(runs, 'Not An Id'))
    writeFileSync(path.join(runs, 'file'), '')
    expect((await library.list()).map((run) => run.id)).toEqual(['new', 'old'])
    writeRun(runs, 'new', [], { name: 'Other' }) // an index would now be wrong
    expect((await library.list())[0]?.name).toBe('Other')
  })

  it('takes a folder that was copied and renamed by hand as a run of that name', async () => {
    cpSync(writeRun(runs, 'a', []), path.join(runs, 'copy'), { recursive: true })
    expect((await library.list()).map((run) => run.id).sort()).toEqual(['a', 'copy'])
  })

  it('shows a run whose process died as crashed, as far as its checkpoints go', async () => {
    const folder = writeRun(runs, 'a', [epoch(1), epoch(2), epoch(3)], { stop: null })
    writeFileSync(path.join(folder, 'checkpoint-20.safetensors'), '')
    const detail = await library.show('a')
    expect(detail.summary).toMatchObject({ stop: 'crashed', epochs: 2, seconds: 2, best: { epoch: 2 } })
    expect(detail.epochs.map((one) => one.epoch)).toEqual([1, 2])
    expect(detail.config).toEqual(config)
  })

  it('leaves runs of a newer version alone', async () => {
    const folder = writeRun(runs, 'future', [])
    const text = JSON.stringify({ ...summary('future'), formatVersion: 99 })
    writeFileSync(path.join(folder, 'summary.json'), text)
    const newer = { code: 'run-newer', params: { version: 99 } }
    expect(await library.list()).toEqual([])
    await expect(library.show('future')).rejects.toMatchObject(newer)
    await expect(library.rename('future', 'x')).rejects.toMatchObject(newer)
    await expect(library.remove('future')).rejects.toMatchObject(newer)
    await expect(library.open(folder)).rejects.toMatchObject(newer)
    expect(readFileSync(path.join(folder, 'summary.json'), 'utf8')).toBe(text)
  })

  it('renames', async () => {
    writeRun(runs, 'a', [])
    expect((await library.rename('a', '첫 번째')).name).toBe('첫 번째')
    expect((await new RunLibrary(data).list())[0]?.name).toBe('첫 번째')
    await expect(library.rename('b', 'x')).rejects.toMatchObject({ code: 'run-not-found' })
  })

  it('removes into the trash, restores, and empties the trash after 30 days', async () => {
    writeRun(runs, 'a', [])
    writeRun(runs, 'b', [])
    await library.remove('a')
    await library.remove('b')
    expect(await library.list()).toEqual([])
    await library.restore('a')
    expect((await library.list()).map((run) => run.id)).toEqual(['a'])
    const long = new Date(Date.now() - 31 * 24 * 3600 * 1000)
    await library.sweep()
    expect(existsSync(path.join(runs, '.trash', 'b'))).toBe(true)
    utimesSync(path.join(runs, '.trash', 'b'), long, long)
    await library.sweep()
    await expect(library.restore('b')).rejects.toMatchObject({ code: 'run-not-found' })
  })

  it('never follows an id out of its folder', async () => {
    for (const id of ['..', '../runs/a', '.trash', 'a/b', '']) {
      await expect((async () => library.show(id))()).rejects.toThrow()
      await expect((async () => library.remove(id))()).rejects.toThrow()
      await expect((async () => library.restore(id))()).rejects.toThrow()
    }
  })

  it('opens a run folder anywhere by its path, also through a link', async () => {
    const folder = writeRun(data, 'elsewhere', [epoch(1)])
    symlinkSync(folder, path.join(data, 'link'))
    const id = await library.open(path.join(data, 'link'))
    expect(id).toMatch(/^folder-[0-9a-f]{16}$/)
    expect((await library.show(id)).summary.id).toBe(id)
    expect(await library.list()).toEqual([])
    expect(await library.open(writeRun(runs, 'a', []))).toBe('a')
    await expect(library.open(path.join(data, 'none'))).rejects.toMatchObject({ code: 'run-not-found' })
  })

  it('starts a run only in a folder that is empty', async () => {
    const full = path.join(data, 'full')
    mkdirSync(full)
    writeFileSync(path.join(full, 'x'), '')
    await expect(library.create(full)).rejects.toMatchObject({ code: 'run-folder-not-empty' })
    const created = await library.create(path.join(data, 'deep', 'er'))
    expect(existsSync(created.folder)).toBe(true)
    expect((await library.create()).folder.startsWith(runs)).toBe(true)
  })
})

describe('the lock of a run', () => {
  const lockText = (pid: number, start: string | null, host = os.hostname()) =>
    JSON.stringify({ pid, start, host })

  it('is held once, also against this process itself, and free after its release', async () => {
    const folder = writeRun(runs, 'a', [])
    const lock = await lockRun(folder)
    await expect(lockRun(folder)).rejects.toMatchObject({ code: 'run-in-use', params: { pid: process.pid } })
    await expect(library.rename('a', 'x')).rejects.toMatchObject({ code: 'run-in-use' })
    await expect(library.remove('a')).rejects.toMatchObject({ code: 'run-in-use' })
    expect((await library.show('a')).summary.name).toBe('Run a') // reading goes on
    await lock.release()
    await (await lockRun(folder)).release()
    expect(existsSync(path.join(folder, 'lock.json'))).toBe(false)
  })

  it('of another living process holds; of a dead one it is taken over', async () => {
    const folder = writeRun(runs, 'a', [])
    const file = path.join(folder, 'lock.json')
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    try {
      writeFileSync(file, lockText(other.pid!, processStart(other.pid!)))
      await expect(lockRun(folder)).rejects.toMatchObject({ code: 'run-in-use', params: { pid: other.pid } })
    } finally {
      other.kill('SIGKILL')
      await new Promise((resolve) => other.once('exit', resolve))
    }
    await (await lockRun(folder)).release()
  })

  it('of a number that was given out again is stale', async () => {
    const folder = writeRun(runs, 'a', [])
    writeFileSync(path.join(folder, 'lock.json'), lockText(process.ppid, '1'))
    if (process.platform === 'linux') expect(await lockHolder(folder)).toBeNull()
  })

  it('that cannot be read counts for two seconds', async () => {
    const folder = writeRun(runs, 'a', [])
    const file = path.join(folder, 'lock.json')
    writeFileSync(file, '')
    expect(await lockHolder(folder)).toBe(0)
    const before = new Date(Date.now() - 3000)
    utimesSync(file, before, before)
    expect(await lockHolder(folder)).toBeNull()
  })

  it('has one winner among many takers of a stale one', async () => {
    const folder = writeRun(runs, 'a', [])
    const dead = spawnSync(process.execPath, ['-e', '0']).pid
    for (let round = 0; round < 20; round++) {
      writeFileSync(path.join(folder, 'lock.json'), lockText(dead, null))
      const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockRun(folder)))
      const held = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      expect(held.length).toBe(1)
      await held[0]!.release()
    }
  })
})
