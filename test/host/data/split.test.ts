import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '#host/data/pace'
import { splitByName, type SplitInput } from '#host/data/split'

function input(rows: [name: number, label: number][]): SplitInput {
  const nameOf = Int32Array.from(rows, ([name]) => name)
  const labelOf = Int32Array.from(rows, ([, label]) => label)
  return {
    ...{ rows: Int32Array.from(rows.keys()), nameOf, labelOf },
    names: Math.max(-1, ...nameOf) + 1,
    labels: Math.max(-1, ...labelOf) + 1
  }
}

const split = (data: SplitInput, share = 0.2, seed = 0) => splitByName(data, share, seed, new Pace())

/** Rows of a few names and classes: names repeat, and some carry several classes. */
const messyRows = fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { minLength: 1, maxLength: 120 })
const share = fc.double({ min: 0.05, max: 0.5, noNaN: true })
const seed = fc.nat(0xffffffff)

describe('splitByName (F31, F32)', () => {
  it('keeps every class that has rows in training, and both sides apart by name', async () => {
    await fc.assert(
      fc.asyncProperty(messyRows, share, seed, async (rows, heldOutShare, number) => {
        const data = input(rows)
        const heldOut = await split(data, heldOutShare, number)
        expect(heldOut.length).toBe(data.names)
        const trained = rows.filter(([name]) => !heldOut[name])
        // By name: that a name lies on one side only is the form of the answer; that no class is lost is not.
        expect(new Set(trained.map(([, label]) => label))).toEqual(new Set(rows.map(([, label]) => label)))
      }),
      { numRuns: 500 }
    )
  })

  it('gives the same names for the same seed, and others for another', async () => {
    const data = input(Array.from({ length: 400 }, (_, i) => [i, i % 4]))
    const [a, again, b] = [await split(data, 0.2, 7), await split(data, 0.2, 7), await split(data, 0.2, 8)]
    expect(again).toEqual(a)
    expect(b).not.toEqual(a)
    const both = a.filter((held, name) => held && b[name]).length
    expect(both).toBeLessThan(40) // 16 by chance
  })

  it('takes the share of the names of every class, within one name', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(sizes, share, seed, async (classes, heldOutShare, number) => {
        let name = 0
        const data = input(
          classes.flatMap((size, label) =>
            Array.from({ length: size }, () => [name++, label] as [number, number])
          )
        )
        const heldOut = await split(data, heldOutShare, number)
        classes.forEach((size, label) => {
          const held = [...data.nameOf].filter((at, row) => data.labelOf[row] === label && heldOut[at]).length
          expect(held).toBeLessThan(Math.max(size, 2))
          expect(Math.abs(held - size * heldOutShare)).toBeLessThanOrEqual(size === 1 ? 1 : 1.5)
        })
        const total = heldOut.reduce((sum, held) => sum + held, 0)
        const movable = classes.filter((size) => size > 1).length
        if (movable === classes.length) expect(Math.abs(total - name * heldOutShare)).toBeLessThanOrEqual(2)
      })
    )
  })

  it('holds out at least one name where any class can spare it', async () => {
    expect(
      (
        await split(
          input([
            [0, 0],
            [1, 0],
            [2, 1]
          ]),
          0.05
        )
      ).includes(1)
    ).toBe(true)
    expect(
      (
        await split(
          input([
            [0, 0],
            [1, 1]
          ]),
          0.5
        )
      ).includes(1)
    ).toBe(false)
  })

  it('keeps a class that stands only beside another one', async () => {
    // Class 1 is only on name 3, which carries class 0 most.
    const rows: [number, number][] = Array.from({ length: 10 }, (_, i) => [i, 0])
    rows.push([3, 0], [3, 1])
    for (let number = 0; number < 20; number++) {
      const heldOut = await split(input(rows), 0.5, number)
      expect(heldOut[3]).toBe(0)
    }
  })
})
