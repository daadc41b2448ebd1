import { describe, expect, it } from 'vitest'
import { stream } from '#engine/random/stream'
import { bucketedBatches, shuffledBatches } from '#engine/text/batches'

const sorted = (batches: Int32Array[]) => batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)
const rows = (count: number) => Array.from({ length: count }, (_, row) => row)

describe('shuffledBatches', () => {
  const epoch = (number: number) => shuffledBatches(13_374, 256, stream(7, 'shuffle', number))

  it('holds every row once, in 53 batches of 256 and the rest, as the lecture does', () => {
    const batches = epoch(1)
    expect(batches.length).toBe(53)
    expect(batches.slice(0, -1).every(({ length }) => length === 256)).toBe(true)
    expect(batches[52].length).toBe(13_374 - 52 * 256)
    expect(sorted(batches)).toEqual(rows(13_374))
  })

  it('is another order each epoch and the same one for the same epoch', () => {
    expect(epoch(1)).toEqual(epoch(1))
    expect(epoch(1)).not.toEqual(epoch(2))
    expect([...epoch(1)[0].slice(0, 20)]).not.toEqual(rows(20))
  })

  it('makes one batch of fewer rows than a batch has', () => {
    expect(sorted(shuffledBatches(3, 256, stream(1, 'shuffle', 1)))).toEqual([0, 1, 2])
  })
})

describe('bucketedBatches', () => {
  it('puts rows of equal length together and keeps every row', () => {
    const lengths = Int32Array.from({ length: 1000 }, (_, row) => (row * 7) % 13)
    const batches = bucketedBatches(lengths, 64)
    expect(sorted(batches)).toEqual(rows(1000))
    for (const batch of batches) {
      const found = [...batch].map((row) => lengths[row])
      expect(Math.max(...found) - Math.min(...found)).toBeLessThanOrEqual(1)
    }
  })
})
