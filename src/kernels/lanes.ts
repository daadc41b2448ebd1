// Four lanes, or the one that is left over at the end of a row: the same maths either way.

// @ts-ignore: decorator
@inline export function get(p: usize, lane: bool): v128 {
  return lane ? v128.load32_zero(p) : v128.load(p)
}

// @ts-ignore: decorator
@inline export function set(p: usize, v: v128, lane: bool): void {
  if (lane) v128.store_lane<f32>(p, v, 0)
  else v128.store(p, v)
}
