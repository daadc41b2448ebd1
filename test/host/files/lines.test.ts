import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { appendLines, readLines } from '#host/files/lines'
import { temporaryFolder } from '../../helpers/folder'
import { faults, faultyDisk } from './faulty-disk'

const file = path.join(temporaryFolder(), 'metrics.jsonl')

describe('lines', () => {
  it('are read as they were appended; no file has none', async () => {
    expect(await readLines(file)).toEqual([])
    await appendLines(file, ['{"a":1}'])
    await appendLines(file, ['b', '한글'])
    expect(await readLines(file)).toEqual(['{"a":1}', 'b', '한글'])
  })

  it('lose nothing but the torn last one, wherever the file is cut', async () => {
    writeFileSync(file, 'one\ntwo\n셋\n')
    const ends = [0, 4, 8, 12]
    for (let size = 12; size >= 0; size--) {
      truncateSync(file, size)
      expect(await readLines(file)).toEqual(
        ['one', 'two', '셋'].slice(0, ends.filter((end) => end > 0 && end <= size).length)
      )
    }
  })

  it.each(faults)('stay whole, whichever call fails with %s', async (fault) => {
    for (let n = 1; ; n++) {
      writeFileSync(file, 'one\n')
      const faulty = faultyDisk(n, fault)
      const thrown = await appendLines(file, ['two', 'three'], faulty).catch((e: unknown) => e)
      const text = readFileSync(file, 'utf8')
      expect(['one\n', 'one\ntwo\nthree\n']).toContain(text)
      if (thrown === undefined) expect(text).toBe('one\ntwo\nthree\n')
      if (faulty.calls < n) break
    }
  })
})
