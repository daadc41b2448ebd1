import { describe, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-code'
import { Output, table, terminalLanguage } from '../../src/cli/output'
import { AppError } from '../../src/shared/errors/app-error'

function sinks(json: boolean, isTTY = false): { output: Output; out: string[]; err: string[] } {
  const out: string[] = []
  const err: string[] = []
  const sink = (list: string[]) => ({ isTTY, write: (text: string) => list.push(text) })
  return { output: new Output(json, sink(out), sink(err), 'en'), out, err }
}

describe('Output', () => {
  it('with --json writes one object a line on stdout and nothing else there', () => {
    const { output, out, err } = sinks(true, true)
    output.say({ a: 'line\nbreak' }, 'text')
    output.line('more text')
    output.progress('50 %')
    expect(out).toEqual(['{"a":"line\\nbreak"}\n'])
    expect(err).toEqual([])
  })

  it('without it writes lines for people', () => {
    const { output, out } = sinks(false)
    output.say({ a: 1 }, 'one', 'two')
    expect(out).toEqual(['one\n', 'two\n'])
  })

  it('shows progress on a terminal only, and wipes it before a line', () => {
    const quiet = sinks(false, false)
    quiet.output.progress('50 %')
    expect(quiet.err).toEqual([])
    const { output, err } = sinks(false, true)
    output.progress('50 %')
    output.line('done')
    output.line('really')
    expect(err).toEqual(['\r50 %\x1b[K', '\r\x1b[K'])
  })

  it('a failure is one line, with --json an object with its code', () => {
    const plain = sinks(false)
    expect(plain.output.fail(new AppError('data-no-rows', { file: 'x.csv', rows: 0 }))).toBe(3)
    expect(plain.err.join('')).toMatch(/^No names found in x\.csv\. .*\n$/)
    const json = sinks(true)
    expect(json.output.fail(new TypeError('boom'))).toBe(1)
    const [line, ...rest] = json.err
    expect(rest).toEqual([])
    expect(JSON.parse(line!)).toEqual({
      code: 'unexpected',
      message: expect.stringContaining('boom') as unknown,
      params: { what: 'boom' }
    })
    expect(line).not.toMatch(/\bat \S+ \(/)
  })
})

describe('exitCodeOf', () => {
  it('tells usage, data and divergence from the rest', () => {
    const codes = {
      usage: 2,
      'config-invalid': 2,
      'host-refused': 2,
      'data-binary': 3,
      'file-not-found': 3,
      diverged: 4,
      unexpected: 1,
      'disk-full': 1,
      'run-not-found': 1
    }
    for (const [code, exit] of Object.entries(codes))
      expect([code, exitCodeOf({ code, params: {} })]).toEqual([code, exit])
  })
})

describe('table', () => {
  it('lines columns up, numbers on the right', () => {
    expect(
      table([
        ['a', 1],
        ['long', 1000]
      ])
    ).toEqual(['a        1', 'long  1000'])
    expect(table([])).toEqual([])
  })
})

describe('terminalLanguage', () => {
  it('follows the locale variables in their order', () => {
    expect(terminalLanguage({ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US' })).toBe('ko')
    expect(terminalLanguage({ LC_ALL: '', LANG: 'ko' })).toBe('ko')
    expect(terminalLanguage({ LANG: 'tr_TR' })).toBe('en')
    expect(terminalLanguage({})).toBe('en')
  })
})
