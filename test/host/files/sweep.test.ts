import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { sweepTemporary } from '#host/files/sweep'
import { temporaryFolder } from '../../helpers/folder'

it('removes what dead processes left, and nothing else', async () => {
  const folder = temporaryFolder()
  const dead = spawnSync(process.execPath, ['-e', '0']).pid
  const living = process.ppid
  const kept = ['config.json', 'names.tmp', `run.json.${living}.0.tmp`, 'x.tmp.txt']
  for (const name of [...kept, `run.json.${dead}.3.tmp`, `a.${process.pid}.1.tmp`]) {
    writeFileSync(path.join(folder, name), '')
  }
  expect(await sweepTemporary(folder)).toBe(2)
  expect(readdirSync(folder).sort()).toEqual(kept.sort())
  expect(await sweepTemporary(path.join(folder, 'none'))).toBe(0)
})
