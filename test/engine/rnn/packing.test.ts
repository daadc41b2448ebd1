import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inGivenOrder, lastIndices, packIds, packingOf, paddedIndices, rowIndices } from '#engine/rnn/packing'

describe('packing', () => {
  it('lies as PyTorch packs', () => {
    // pack_sequence of [1, 2], [3, 4, 5], [6] sorted by length: data 3 1 6 4 2 5, batch sizes 3 2 1.
    const packing = packingOf([2, 3, 1])
    expect([...packing.order]).toEqual([1, 0, 2])
    expect([...packing.lengths]).toEqual([3, 2, 1])
    expect([...packing.batchSizes]).toEqual([3, 2, 1])
    expect([...packing.offsets]).toEqual([0, 3, 5, 6])
    expect([...packIds(packing, [[1, 2], [3, 4, 5], [6]])]).toEqual([3, 1, 6, 4, 2, 5]) // prettier-ignore
    expect([...lastIndices(packing)]).toEqual([5, 4, 2])
    expect([...rowIndices(packing)]).toEqual([0, 1, 2, 0, 1, 0])
    expect([...paddedIndices(packing)]).toEqual([0, 1, 2, 3, 4, 6, 5, 6, 6])
  })

  it('leads back to the order given', () => {
    const rows = fc.array(fc.array(fc.nat(99), { minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 20
    })
    fc.assert(
      fc.property(rows, (sequences) => {
        const packing = packingOf(sequences.map((row) => row.length))
        const packed = packIds(packing, sequences)
        const padded = paddedIndices(packing)
        const sorted = sequences.map((_, row) =>
          Array.from({ length: packing.lengths[row] }, (_, t) => packed[padded[t * packing.rows + row]])
        )
        expect(sorted.map((_, row) => sequences[packing.order[row]])).toEqual(sorted)
        const lasts = lastIndices(packing).map((at) => packed[at])
        expect([...inGivenOrder(packing, lasts, 1)]).toEqual(sequences.map((row) => row[row.length - 1]))
      })
    )
  })

  it('keeps the order of rows of equal length', () => {
    expect([...packingOf([2, 2, 3, 2]).order]).toEqual([2, 0, 1, 3])
  })

  it.each([[[]], [[0]], [[3, 0, 1]]])(
    'refuses a batch without rows and a row without letters: %j',
    (lengths) => {
      expect(() => packingOf(lengths)).toThrow(RangeError)
    }
  )
})
