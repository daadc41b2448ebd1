import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadRunData, saveRunData } from '#host/runs/run-data'
import { temporaryFolder } from '../../helpers/folder'
import { parts } from './fixtures'

const file = path.join(temporaryFolder(), 'data.json.gz')

describe('the data of a run', () => {
  it('comes back exactly', async () => {
    await saveRunData(file, parts)
    expect(await loadRunData(file)).toEqual(parts)
  })

  it('is refused when any byte that matters is damaged', async () => {
    await saveRunData(file, parts)
    const good = readFileSync(file)
    for (let at = 10; at < good.length; at++) {
      const damaged = Buffer.from(good)
      damaged[at]! ^= 4
      writeFileSync(file, damaged)
      await expect(loadRunData(file)).rejects.toThrow()
    }
  })
})
