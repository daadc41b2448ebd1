import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Throttle } from '#host/training/throttle'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('passes the first and then the latest, and at a flush what waits', () => {
  const passed: number[] = []
  const throttle = new Throttle<number>(100, (value) => passed.push(value))
  for (let value = 0; value < 10; value++) throttle.push(value)
  expect(passed).toEqual([0])
  vi.advanceTimersByTime(100)
  expect(passed).toEqual([0, 9])
  throttle.push(10)
  throttle.flush()
  throttle.push(11)
  expect(passed).toEqual([0, 9, 10, 11])
  throttle.push(12)
  throttle.cancel()
  vi.advanceTimersByTime(1000)
  expect(passed).toEqual([0, 9, 10, 11])
})
