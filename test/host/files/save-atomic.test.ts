import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { disk } from '#host/files/disk'
import { saveAtomic } from '#host/files/save-atomic'
import { temporaryFolder } from '../../helpers/folder'
import { faults, faultyDisk } from './faulty-disk'

const folder = temporaryFolder()
const file = path.join(folder, 'run.bin')
const before = new Uint8Array(40_000).fill(1)
const after = new Uint8Array(50_000).fill(2)
const whole = (bytes: Uint8Array): boolean =>
  [before, after].some((good) => Buffer.compare(bytes, good) === 0)

describe('saveAtomic', () => {
  it('replaces a file and leaves nothing beside it', async () => {
    writeFileSync(file, before)
    await saveAtomic(file, after)
    expect(Buffer.compare(readFileSync(file), after)).toBe(0)
    expect(readdirSync(folder)).toEqual(['run.bin'])
    await saveAtomic(file, 'text, and 한글')
    expect(readFileSync(file, 'utf8')).toBe('text, and 한글')
  })

  // R5: the n-th call fails, n = 1, 2, ... until one run needs no n-th call.
  it.each(faults)('leaves the old or the new file whole, whichever call fails with %s', async (fault) => {
    let failures = 0
    for (let n = 1; ; n++) {
      writeFileSync(file, before)
      const faulty = faultyDisk(n, fault)
      const thrown = await saveAtomic(file, after, { disk: faulty }).catch((e: unknown) => e)
      expect(whole(readFileSync(file))).toBe(true)
      if (thrown === undefined) expect(Buffer.compare(readFileSync(file), after)).toBe(0)
      else {
        failures++
        expect(thrown).toMatchObject({ name: 'AppError' })
      }
      expect(readdirSync(folder)).toEqual(['run.bin'])
      if (faulty.calls < n) break
      expect(n).toBeLessThan(50)
    }
    if (fault !== 'short') expect(failures).toBeGreaterThan(4) // else the injection missed
  })

  it('waits for a program that holds the file, and gives up after its patience', async () => {
    const held = (times: number) => {
      let tries = 0
      return {
        ...disk,
        rename: (from: string, to: string) =>
          tries++ < times
            ? Promise.reject(Object.assign(new Error('held'), { code: 'EBUSY' }))
            : disk.rename(from, to)
      }
    }
    writeFileSync(file, before)
    await saveAtomic(file, after, { disk: held(3), patience: 3000 })
    expect(Buffer.compare(readFileSync(file), after)).toBe(0)
    await expect(saveAtomic(file, before, { disk: held(100), patience: 60 })).rejects.toMatchObject({
      code: 'write-failed',
      params: { code: 'EBUSY' }
    })
    expect(Buffer.compare(readFileSync(file), after)).toBe(0)
  })

  it('says what is wrong with the folder', async () => {
    await expect(saveAtomic(path.join(folder, 'none', 'x'), 'x')).rejects.toMatchObject({
      code: 'folder-gone'
    })
    await expect(saveAtomic(path.join(file, 'x'), 'x')).rejects.toMatchObject({ code: 'folder-gone' })
  })
})

const small = path.join(temporaryFolder(), 'small')
const mount = (): boolean => {
  mkdirSync(small, { recursive: true })
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small]).status === 0
}
const mounts = mount()
if (mounts) execFileSync('umount', [small])

describe.skipIf(!mounts)('saveAtomic on a disk of 256 KiB (needs root)', () => {
  afterEach(() => void spawnSync('umount', [small]))

  it('keeps the old file when the disk is full, and says so', async () => {
    mount()
    const target = path.join(small, 'run.bin')
    const good = new Uint8Array(100 * 1024).fill(7)
    await saveAtomic(target, good) // the healthy path, with the same code
    await expect(saveAtomic(target, new Uint8Array(200 * 1024))).rejects.toMatchObject({ code: 'disk-full' })
    expect(Buffer.compare(readFileSync(target), good)).toBe(0)
    expect(readdirSync(small)).toEqual(['run.bin'])
    rmSync(target)
    await saveAtomic(target, new Uint8Array(200 * 1024)) // and goes on when there is room
  })
})

/** The largest file this process may write, by util-linux's prlimit; the soft limit alone, so it can be taken back. */
const limitFiles = (size: string): boolean =>
  spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${size}:`]).status === 0
const limits = limitFiles('unlimited')

describe.skipIf(!limits)('saveAtomic under a file size limit (needs prlimit)', () => {
  it('keeps the old file', async () => {
    const ignore = (): void => {}
    process.on('SIGXFSZ', ignore)
    writeFileSync(file, before)
    try {
      expect(limitFiles('65536')).toBe(true)
      await saveAtomic(file, after)
      await expect(saveAtomic(file, new Uint8Array(200_000))).rejects.toMatchObject({ code: 'disk-full' })
    } finally {
      limitFiles('unlimited')
      process.off('SIGXFSZ', ignore)
    }
    expect(Buffer.compare(readFileSync(file), after)).toBe(0)
  })
})
