import { describe, expect, it } from 'vitest'
import { fromHex, signedScale } from '../../../src/renderer/charts/colour'
import type { Palette } from '../../../src/renderer/charts/picture'

const palette = { panel: '#ffffff', trainRgb: '37, 99, 201', heldOutRgb: '180, 86, 10' } as Palette

describe('colours', () => {
  it('reads long and short hexadecimal: a minifier writes the short form', () => {
    expect(fromHex('#1f1f1d')).toEqual([31, 31, 29])
    expect(fromHex('#fff')).toEqual([255, 255, 255])
  })

  it('is the panel at zero, blue below and orange above', () => {
    const colour = signedScale(palette, 2)
    expect(colour(0)).toBe('rgb(255,255,255)')
    expect(colour(-2)).toBe('rgb(37,99,201)')
    expect(colour(2)).toBe('rgb(180,86,10)')
    expect(colour(1)).toBe('rgb(218,171,133)')
  })

  it('stays at the end of the scale beyond it', () => {
    const colour = signedScale(palette, 1)
    expect(colour(7)).toBe(colour(1))
  })
})
