import { expect } from 'vitest'

/** Largest difference of two arrays of one length; a NaN on either side is infinitely far. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let largest = 0
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i] - expected[i])
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference
  }
  return largest
}

export function expectClose(
  name: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance = 1e-5
): void {
  expect(distance(actual, expected), `${name}: largest difference`).toBeLessThanOrEqual(tolerance)
}
