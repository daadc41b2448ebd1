import type { Palette } from './picture'

const parse = (triple: string): [number, number, number] => {
  const [r = 0, g = 0, b = 0] = triple.split(',').map(Number)
  return [r, g, b]
}

/** '#1f1f1d' -> [31, 31, 29]; also in the short form '#fff', which a minifier writes. */
export function fromHex(hex: string): [number, number, number] {
  const digits = hex.trim().replace('#', '')
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  const value = parseInt(long, 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/**
 * Colours for a signed quantity: blue below zero, the panel at zero, orange above. Safe for the common colour blindnesses.
 *
 * @param scale the magnitude that gets the full colour
 */
export function signedScale(palette: Palette, scale: number): (value: number) => string {
  const [zero, below, above] = [fromHex(palette.panel), parse(palette.trainRgb), parse(palette.heldOutRgb)]
  return (value) => {
    const far = value < 0 ? below : above
    const share = Math.min(1, Math.abs(value) / scale)
    const mix = zero.map((from, i) => Math.round(from + ((far[i] ?? 0) - from) * share))
    return `rgb(${mix.join(',')})`
  }
}
