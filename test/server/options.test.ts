import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/shared/errors/app-error'
import { serveOptions } from '../../src/server/options'

const code = (argv: string[]): string => {
  try {
    return JSON.stringify(serveOptions(argv))
  } catch (thrown) {
    return thrown instanceof AppError ? thrown.code : String(thrown)
  }
}

describe('serveOptions', () => {
  it('stays on the loopback unless the risk is accepted', () => {
    expect(code(['--host', '0.0.0.0'])).toBe('host-refused')
    expect(code(['--host', '192.168.1.5', '--port', '80'])).toBe('host-refused')
    expect(serveOptions(['--host', '0.0.0.0', '--i-know'])).toEqual({
      port: 0,
      address: '0.0.0.0',
      open: true
    })
    expect(serveOptions(['--host', 'localhost'])).toEqual({ port: 0, open: true })
  })

  it('refuses what it does not know, with the command that helps', () => {
    for (const argv of [['--port', 'x'], ['--port', '70000'], ['--port', '-1'], ['--prot', '1'], ['more']]) {
      expect([argv, code(argv)]).toEqual([argv, 'usage'])
    }
  })

  it('reads port and browser', () => {
    expect(serveOptions(['--port', '8123', '--no-open'])).toEqual({ port: 8123, open: false })
  })
})
