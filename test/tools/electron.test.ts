import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findElectron, whyEnded, whyNoWindow } from '../../tools/lib/electron.mjs'

describe.skipIf(process.platform !== 'linux')('findElectron', () => {
  it('takes the standard variables in their order', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-electron-'))
    const inDist = path.join(folder, 'electron')
    const other = path.join(folder, 'other')
    writeFileSync(inDist, '')
    writeFileSync(other, '')
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder, ELECTRON_EXEC_PATH: other })).toBe(inDist)
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: '/nowhere', ELECTRON_EXEC_PATH: other })).toBe(other)
    rmSync(folder, { recursive: true })
  })
})

describe('why there is no window', () => {
  it.skipIf(process.platform !== 'linux')('without a display, before anything is started', () => {
    expect(whyNoWindow({})).toMatch(/display/)
  })

  it('after a start that failed, in one sentence without a stack', () => {
    const said: [string, RegExp][] = [
      ['electron: error while loading shared libraries: libgtk-3.so.0: cannot open', /libgtk-3\.so\.0/],
      ['[1:FATAL:setuid_sandbox_host.cc(157)] The SUID sandbox helper binary was found', /sandbox/],
      ['[1:ERROR:ozone_platform_x11.cc(239)] Missing X server or $DISPLAY', /display/],
      ['Segmentation fault\n    at foo (bar.js:1:1)', /SIGSEGV/]
    ]
    for (const [output, sentence] of said) {
      const reason = whyEnded(output, null, 'SIGSEGV')
      expect(reason).toMatch(sentence)
      expect(reason).toMatch(/^[A-Z][^\n]*\.$/)
      expect(reason).not.toMatch(/\bat \w+ \(/)
    }
  })
})
