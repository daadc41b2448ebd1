import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasDisplay, openBrowser } from '../../src/server/browser'

describe.skipIf(process.platform !== 'linux')('openBrowser', () => {
  let folder: string
  const searched = process.env['PATH']
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-browser-'))
    const program = path.join(folder, 'xdg-open')
    writeFileSync(program, `#!/bin/sh\necho "$@" > ${folder}/arguments\n`)
    chmodSync(program, 0o755)
    process.env['PATH'] = `${folder}:${searched}`
  })
  afterEach(() => {
    process.env['PATH'] = searched
    rmSync(folder, { recursive: true, force: true })
  })

  it('hands over a file that only this user can read; the address is in no argument', async () => {
    const kept = path.join(folder, 'private')
    const { opened, forget } = await openBrowser('http://127.0.0.1:1/open?token=secret', kept)
    expect(opened).toBe(true)
    const given = readFileSync(path.join(folder, 'arguments'), 'utf8').trim()
    expect(given).not.toContain('secret')
    expect(statSync(given).mode & 0o777).toBe(0o600)
    expect(readFileSync(given, 'utf8')).toContain('url=http://127.0.0.1:1/open?token=secret')
    forget()
    expect(readdirSync(kept)).toEqual([])
  })

  it('says so when there is no browser, and leaves no file', async () => {
    process.env['PATH'] = '/nowhere'
    const kept = path.join(folder, 'private')
    expect((await openBrowser('http://127.0.0.1:1/', kept)).opened).toBe(false)
    expect(readdirSync(kept)).toEqual([])
  })
})

describe('hasDisplay', () => {
  it('asks the environment on Linux', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'darwin')).toBe(true)
  })
})
