import { describe, expect, it } from 'vitest'
import { Closing, type ClosingParts } from '../../src/main/closing'

function closing(change: Partial<ClosingParts> = {}): { closing: Closing; log: string[] } {
  const log: string[] = []
  const parts: ClosingParts = {
    busy: () => true,
    choice: () => 'ask',
    ask: () => (log.push('ask'), true),
    hide: () => void log.push('hide'),
    end: async () => void log.push('end'),
    leave: () => void log.push('leave'),
    patience: 20,
    ...change
  }
  return { closing: new Closing(parts), log }
}

const settle = (milliseconds = 5): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('closing the window', () => {
  it('just leaves when nothing runs, with everything put away', async () => {
    const { closing: close, log } = closing({ busy: () => false })
    expect(close.window()).toBe(false)
    await settle()
    expect(log).toEqual(['end', 'leave'])
    expect(close.window()).toBe(true)
  })

  it('asks while a run lives, and does what the answer says', async () => {
    for (const [answer, then] of [
      ['cancel', []],
      ['continue', ['hide']],
      ['stop', ['end', 'leave']]
    ] as const) {
      const { closing: close, log } = closing()
      expect(close.window()).toBe(false)
      close.answer(answer)
      await settle()
      expect(log).toEqual(['ask', ...then])
    }
  })

  it('does not ask when the settings know', async () => {
    const goOn = closing({ choice: () => 'continue' })
    goOn.closing.window()
    expect(goOn.log).toEqual(['hide'])
    const stop = closing({ choice: () => 'stop' })
    stop.closing.window()
    await settle()
    expect(stop.log).toEqual(['end', 'leave'])
  })

  it('leaves on a second close, and when there is nobody to ask', async () => {
    const twice = closing()
    twice.closing.window()
    twice.closing.window()
    await settle()
    expect(twice.log).toEqual(['ask', 'end', 'leave'])
    const crashed = closing({ ask: () => false })
    crashed.closing.window()
    await settle()
    expect(crashed.log).toEqual(['end', 'leave'])
  })

  it('ignores an answer to a question that was not asked', () => {
    const { closing: close, log } = closing()
    close.answer('stop')
    expect(log).toEqual([])
  })
})

describe('quitting', () => {
  it('does not go on without a window', async () => {
    const { closing: close, log } = closing({ choice: () => 'continue' })
    expect(close.quit()).toBe(false)
    await settle()
    expect(log).toEqual(['end', 'leave'])
    expect(close.quit()).toBe(true)
  })

  it('leaves after its patience though the end is not reached, once', async () => {
    const { closing: close, log } = closing({ end: () => new Promise(() => {}) })
    close.now()
    close.now()
    close.quit()
    await settle(60)
    expect(log).toEqual(['leave'])
  })

  it('leaves though the end fails', async () => {
    const { closing: close, log } = closing({ end: () => Promise.reject(new Error('disk')) })
    close.now()
    await settle()
    expect(log).toEqual(['leave'])
  })
})
