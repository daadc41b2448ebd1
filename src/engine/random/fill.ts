import type { RandomStream } from './stream'

/** `size` numbers uniform in [low, high). */
export function uniformArray(random: RandomStream, size: number, low: number, high: number): Float32Array {
  return Float32Array.from({ length: size }, () => low + (high - low) * random.uniform())
}

/** `size` standard normal numbers. */
export function normalArray(random: RandomStream, size: number): Float32Array {
  return Float32Array.from({ length: size }, () => random.normal())
}

/**
 * 0 with probability `rate`, else 1 / (1 - rate): the mask of inverted dropout, whose mean is 1. 0 <= rate < 1, rounded to
 * a multiple of 2^-15: two places share one draw, as masks are long.
 */
export function dropoutMask(random: RandomStream, size: number, rate: number): Float32Array {
  const mask = new Float32Array(size)
  const limit = Math.round(rate * 2 ** 15)
  const kept = 1 / (1 - limit / 2 ** 15)
  for (let i = 0; i < size; i += 2) {
    const bits = random.bits()
    if (bits >>> 17 >= limit) mask[i] = kept
    if (((bits >>> 2) & 0x7fff) >= limit) mask[i + 1] = kept // past an odd end nothing is written
  }
  return mask
}

/** Shuffles in place (Fisher and Yates) and returns `items`. */
export function shuffle<T extends Int32Array | unknown[]>(random: RandomStream, items: T): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    const item = items[i]
    items[i] = items[j]
    items[j] = item
  }
  return items
}

/** 0 .. count - 1 in random order. */
export function permutation(random: RandomStream, count: number): Int32Array {
  return shuffle(
    random,
    Int32Array.from({ length: count }, (_, i) => i)
  )
}
