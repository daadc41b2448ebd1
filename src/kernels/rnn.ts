import { get, set } from './lanes'
import { tanh } from './maths'

// One step of the plain cell: y = tanh or relu (x + u), x [rows, H] with both biases, u [rows, H] = h W_hh^T or 0.
// Dense rows, so a step is one run of numbers. bytes: 4 * rows * units.

export function rnnForward(x: usize, u: usize, y: usize, bytes: usize, relu: bool): void {
  let j: usize = 0
  for (; j + 16 <= bytes; j += 16) forward(x, u, y, j, relu, false)
  for (; j < bytes; j += 4) forward(x, u, y, j, relu, true)
}

// @ts-ignore: decorator
@inline function forward(x: usize, u: usize, y: usize, j: usize, relu: bool, lane: bool): void {
  let s = get(x + j, lane)
  if (u != 0) s = f32x4.add(s, get(u + j, lane))
  set(y + j, relu ? f32x4.max(s, f32x4.splat(0)) : tanh(s), lane)
}

/** dx = dy * f'(y). */
export function rnnBackward(y: usize, dy: usize, dx: usize, bytes: usize, relu: bool): void {
  let j: usize = 0
  for (; j + 16 <= bytes; j += 16) backward(y, dy, dx, j, relu, false)
  for (; j < bytes; j += 4) backward(y, dy, dx, j, relu, true)
}

// @ts-ignore: decorator
@inline function backward(y: usize, dy: usize, dx: usize, j: usize, relu: bool, lane: bool): void {
  const v = get(y + j, lane)
  const d = get(dy + j, lane)
  const one = f32x4.splat(1)
  set(dx + j, relu ? v128.and(d, f32x4.gt(v, f32x4.splat(0))) : f32x4.mul(d, f32x4.sub(one, f32x4.mul(v, v))), lane)
}
