/** Length of a bar in [0, 1]: the share of the largest count, or of its logarithm, so that 49 is seen beside 6,272. */
export function barShare(count: number, most: number, log: boolean): number {
  if (count <= 0 || most <= 0) return 0
  return log ? Math.log1p(count) / Math.log1p(most) : count / most
}
