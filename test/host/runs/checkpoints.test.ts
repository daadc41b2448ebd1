import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { Checkpoints } from '#host/runs/checkpoints'
import { temporaryFolder } from '../../helpers/folder'
import { checkpoint } from './fixtures'

const root = temporaryFolder()
let folder: string
let checkpoints: Checkpoints

beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'c-'))
  checkpoints = new Checkpoints(folder)
})

describe('checkpoints', () => {
  it('are kept: the last two, and the best', async () => {
    for (const step of [9, 10, 11, 100]) await checkpoints.store(checkpoint(step), step, step === 10)
    expect(readdirSync(folder).sort()).toEqual([
      'best.safetensors',
      'checkpoint-100.safetensors',
      'checkpoint-11.safetensors'
    ])
    expect(await checkpoints.newest()).toMatchObject({ file: 'checkpoint-100.safetensors', notice: null })
    expect(Buffer.compare((await checkpoints.best())!.bytes, checkpoint(10))).toBe(0)
  })

  it('are not there before the first', async () => {
    expect(await checkpoints.newest()).toBeNull()
    expect(await new Checkpoints(path.join(folder, 'none')).best()).toBeNull()
  })

  // F12: one damaged byte at each of 200 places, and a page of zeros.
  it('fall back to the one before when damaged anywhere, keep the bad one, and say so', async () => {
    const good = checkpoint(2)
    const file = path.join(folder, 'checkpoint-2.safetensors')
    const places = fc.sample(fc.integer({ min: 0, max: good.length - 1 }), { numRuns: 200, seed: 20261123 })
    for (const place of [...places, -1]) {
      await checkpoints.store(checkpoint(1), 1, false)
      const damaged = good.slice()
      if (place < 0) damaged.fill(0, 100, 200)
      else damaged[place]! ^= 0x40
      writeFileSync(file, damaged)
      const found = await checkpoints.newest()
      expect(found).toMatchObject({ file: 'checkpoint-1.safetensors' })
      expect(found?.notice).toMatchObject({
        code: 'checkpoint-fell-back',
        params: { file: 'checkpoint-2.safetensors', step: 1 }
      })
      expect(Buffer.compare(readFileSync(`${file}.bad`), damaged)).toBe(0)
    }
  })

  // F13
  it('are never accepted when cut off', async () => {
    const good = checkpoint(2)
    for (let size = 0; size < good.length; size += 7) {
      writeFileSync(path.join(folder, 'checkpoint-2.safetensors'), good.subarray(0, size))
      expect(await checkpoints.newest()).toBeNull()
    }
  })
})
