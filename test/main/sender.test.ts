import { describe, expect, it, vi } from 'vitest'
import { isOurPage, type Sender } from '../../src/main/sender'

vi.mock('electron', () => ({}))

const ours = {}
const isKnown = (contents: object): boolean => contents === ours
const event = (change: Partial<Sender> = {}): Sender => ({
  sender: ours,
  senderFrame: { url: 'app://rnn/', parent: null },
  ...change
})

describe('isOurPage', () => {
  it('hears the main frame of our window', () => {
    expect(isOurPage(event(), isKnown)).toBe(true)
    expect(isOurPage(event({ senderFrame: { url: 'app://rnn/#names', parent: null } }), isKnown)).toBe(true)
  })

  it('hears nobody else', () => {
    const gone = {
      sender: ours,
      get senderFrame(): never {
        throw new Error('Render frame was disposed')
      }
    }
    const forged: Sender[] = [
      event({ sender: {} }), // another window
      event({ senderFrame: { url: 'app://rnn/', parent: {} } }), // a frame inside
      event({ senderFrame: null }), // gone
      event({ senderFrame: undefined }),
      gone,
      ...[
        'about:blank',
        '',
        'app://rnn.evil/',
        'app://rnnx',
        'app://evil/app://rnn/',
        'https://rnn/',
        'file:///app://rnn/',
        'data:text/html,app://rnn/',
        'APP://rnn/'
      ].map((url) => event({ senderFrame: { url, parent: null } }))
    ]
    for (const each of forged) expect(isOurPage(each, isKnown)).toBe(false)
  })
})
