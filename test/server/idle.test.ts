import { describe, expect, it } from 'vitest'
import { Idle } from '../../src/server/idle'

const hour = 3_600_000

describe('Idle', () => {
  it('ends after twelve hours without use or run, once', () => {
    let time = 0
    let busy = false
    let ends = 0
    const idle = new Idle({
      milliseconds: 12 * hour,
      busy: () => busy,
      onIdle: () => ends++,
      now: () => time
    })
    const at = (hours: number): number => {
      time = hours * hour
      idle.check()
      return ends
    }
    expect(at(11.9)).toBe(0)
    idle.use()
    expect(at(23)).toBe(0)
    busy = true // a run of two days
    expect(at(40)).toBe(0)
    expect(at(71)).toBe(0)
    busy = false
    expect(at(82)).toBe(0)
    expect(at(83.1)).toBe(1)
    expect(at(99)).toBe(1)
  })
})
