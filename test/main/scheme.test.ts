import { describe, expect, it, vi } from 'vitest'
import type { Assets } from '../../src/host/front/page-assets'
import { assetAt } from '../../src/main/scheme'

vi.mock('electron', () => ({ protocol: {} }))

const page = { type: 'text/html; charset=utf-8', body: Buffer.from('x') }
const assets: Assets = new Map([
  ['/', page],
  ['/assets/a.js', page]
])

describe('assetAt', () => {
  it('finds what is in the list', () => {
    expect(assetAt(assets, 'GET', 'app://rnn/')).toBe(page)
    expect(assetAt(assets, 'GET', 'app://rnn/?x=1#y')).toBe(page)
    expect(assetAt(assets, 'GET', 'app://rnn/assets/a.js')).toBe(page)
  })

  it('finds nothing else', () => {
    const wrong = [
      'app://rnn/../x',
      'app://rnn/%2e%2e/x',
      'app://rnn/assets/%61.js',
      'app://rnn/assets/../',
      'app://rnn//',
      'app://other/',
      'app://rnn@evil/',
      'https://rnn/',
      'file:///etc/passwd',
      'app://rnn/constructor',
      'app://rnn'
    ]
    for (const url of wrong) expect([url, assetAt(assets, 'GET', url)]).toEqual([url, undefined])
    expect(assetAt(assets, 'POST', 'app://rnn/')).toBeUndefined()
  })
})
