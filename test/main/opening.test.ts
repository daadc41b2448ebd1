import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { filesIn } from '../../src/main/opening'

vi.mock('electron', () => ({}))

describe('filesIn', () => {
  it('takes what exists among the arguments, and no switch', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-opening-'))
    const file = path.join(folder, 'a b.csv')
    writeFileSync(file, '')
    writeFileSync(path.join(folder, '--evil'), '')
    const argv = ['electron', '--no-sandbox', folder, 'a b.csv', 'missing.csv', '--evil', '', file]
    expect(filesIn(argv, folder, folder)).toEqual([file, file])
    expect(filesIn(['unroll', 'a b.csv'], folder, '/opt/unroll/resources/app.asar')).toEqual([file])
    rmSync(folder, { recursive: true })
  })
})
