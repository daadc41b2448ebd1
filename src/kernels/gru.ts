import { get, set } from './lanes'
import { madd, sigmoid, tanh } from './maths'

// One step of a GRU in PyTorch's form (reset after, two biases) on a number of rows. Gate order r, z, n.
// Dense float32: x [rows, 3H] the input's part with b_ih; u [rows, 3H] h W_hh^T, or 0 where h is zero; bias [3H] b_hh;
// h [rows, H] the state before, or 0; y [rows, H] the state after.
// Kept for the way back: gates [rows, 4H] = r, z, n, q with q = h W_hn^T + b_hn. All offsets are bytes; H is 4 * units.

// @ts-ignore: decorator
@inline function forward(x: usize, u: usize, bias: usize, h: usize, y: usize, gates: usize, H: usize, j: usize, lane: bool): void {
  const n0 = H << 1
  let ur = get(bias + j, lane)
  let uz = get(bias + H + j, lane)
  let q = get(bias + n0 + j, lane)
  if (u != 0) {
    ur = f32x4.add(ur, get(u + j, lane))
    uz = f32x4.add(uz, get(u + H + j, lane))
    q = f32x4.add(q, get(u + n0 + j, lane))
  }
  const r = sigmoid(f32x4.add(get(x + j, lane), ur))
  const z = sigmoid(f32x4.add(get(x + H + j, lane), uz))
  const n = tanh(madd(r, q, get(x + n0 + j, lane)))
  const before = h != 0 ? get(h + j, lane) : f32x4.splat(0)
  set(y + j, madd(z, f32x4.sub(before, n), n), lane)
  if (gates != 0) {
    set(gates + j, r, lane)
    set(gates + H + j, z, lane)
    set(gates + n0 + j, n, lane)
    set(gates + n0 + H + j, q, lane)
  }
}

export function gruForward(x: usize, u: usize, bias: usize, h: usize, y: usize, gates: usize, rows: usize, H: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0
    for (; j + 16 <= H; j += 16) forward(x, u, bias, h, y, gates, H, j, false)
    for (; j < H; j += 4) forward(x, u, bias, h, y, gates, H, j, true)
    x += 3 * H
    y += H
    if (u != 0) u += 3 * H
    if (h != 0) h += H
    if (gates != 0) gates += 4 * H
  }
}

// @ts-ignore: decorator
@inline function backward(gates: usize, h: usize, dy: usize, dx: usize, du: usize, H: usize, j: usize, lane: bool): void {
  const one = f32x4.splat(1)
  const n0 = H << 1
  const r = get(gates + j, lane)
  const z = get(gates + H + j, lane)
  const n = get(gates + n0 + j, lane)
  const q = get(gates + n0 + H + j, lane)
  const d = get(dy + j, lane)
  const before = h != 0 ? get(h + j, lane) : f32x4.splat(0)
  const keep = f32x4.sub(one, z)
  const dn = f32x4.mul(f32x4.mul(d, keep), f32x4.sub(one, f32x4.mul(n, n)))
  const dz = f32x4.mul(f32x4.mul(d, f32x4.sub(before, n)), f32x4.mul(z, keep))
  const dr = f32x4.mul(f32x4.mul(dn, q), f32x4.mul(r, f32x4.sub(one, r)))
  set(dx + j, dr, lane)
  set(dx + H + j, dz, lane)
  set(dx + n0 + j, dn, lane)
  set(du + j, dr, lane)
  set(du + H + j, dz, lane)
  set(du + n0 + j, f32x4.mul(dn, r), lane)
  set(dy + j, f32x4.mul(d, z), lane)
}

/** dy [rows, H]: the gradient of the state after; on return the part of the gradient of the state before that passes by z. dx, du [rows, 3H]. */
export function gruBackward(gates: usize, h: usize, dy: usize, dx: usize, du: usize, rows: usize, H: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0
    for (; j + 16 <= H; j += 16) backward(gates, h, dy, dx, du, H, j, false)
    for (; j < H; j += 4) backward(gates, h, dy, dx, du, H, j, true)
    gates += 4 * H
    dy += H
    dx += 3 * H
    du += 3 * H
    if (h != 0) h += H
  }
}
