import { describe, expect, it } from 'vitest'
import { addPlaywright, addVitest, Outcome, skipPlaywright } from '../../tools/lib/outcome.mjs'

const unit = {
  testResults: [
    {
      name: '/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'a works' },
        { status: 'failed', fullName: 'a breaks' },
        { status: 'pending', fullName: 'a waits' },
        { status: 'skipped', fullName: 'a is left out' }
      ]
    },
    { name: '/broken.test.ts', status: 'failed', assertionResults: [] }
  ]
}

const spec = (title: string, status: string, annotations: object[] = []): object => ({
  title,
  tests: [{ projectName: 'browser', status, annotations }]
})
const e2e = {
  errors: [],
  suites: [
    {
      title: 'smoke.spec.ts',
      specs: [spec('opens', 'expected'), spec('shines', 'unexpected'), spec('wobbles', 'flaky')],
      suites: [
        { title: 'deep', specs: [spec('rests', 'skipped', [{ type: 'skip', description: 'no GPU' }])] }
      ]
    }
  ]
}

describe('Outcome', () => {
  it('counts unit tests, a file that breaks included', () => {
    const outcome = new Outcome()
    addVitest(outcome, unit)
    expect(outcome.lines()).toEqual([
      'skipped: a waits (not on this machine)',
      'skipped: a is left out (not on this machine)',
      'failed: a breaks',
      'failed: /broken.test.ts',
      '1 passed, 2 failed, 2 skipped'
    ])
  })

  it('counts specs by front and name; one that passed at the second try is named', () => {
    const outcome = new Outcome()
    addPlaywright(outcome, e2e)
    expect(outcome.lines()).toEqual([
      'skipped: browser › smoke.spec.ts › deep › rests (no GPU)',
      'passed at the second try: browser › smoke.spec.ts › wobbles',
      'failed: browser › smoke.spec.ts › shines',
      '2 passed, 1 failed, 1 skipped'
    ])
  })

  it('names every spec of a front that is not here', () => {
    const outcome = new Outcome()
    skipPlaywright(outcome, e2e, 'no Chromium here')
    expect(outcome.lines().at(-1)).toBe('0 passed, 0 failed, 4 skipped')
    expect(outcome.skipped.every(({ reason }) => reason === 'no Chromium here')).toBe(true)
  })

  it('fails when Playwright itself does', () => {
    const outcome = new Outcome()
    addPlaywright(outcome, { suites: [], errors: [{ message: 'Cannot find module\nat x' }] })
    expect(outcome.failed).toEqual(['Cannot find module'])
  })
})
