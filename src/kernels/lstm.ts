import { get, set } from './lanes'
import { madd, sigmoid, tanh } from './maths'

// One step of an LSTM, gate order i, f, g, o. x [rows, 4H] the input's part with both biases; u [rows, 4H] h W_hh^T, or 0;
// c [rows, H] the cell before, or 0; y, cell [rows, H] state and cell after.
// Kept for the way back: gates [rows, 5H] = i, f, g, o, tanh(cell). All offsets are bytes; H is 4 * units.

// @ts-ignore: decorator
@inline function forward(x: usize, u: usize, c: usize, y: usize, cell: usize, gates: usize, H: usize, j: usize, lane: bool): void {
  let xi = get(x + j, lane)
  let xf = get(x + H + j, lane)
  let xg = get(x + 2 * H + j, lane)
  let xo = get(x + 3 * H + j, lane)
  if (u != 0) {
    xi = f32x4.add(xi, get(u + j, lane))
    xf = f32x4.add(xf, get(u + H + j, lane))
    xg = f32x4.add(xg, get(u + 2 * H + j, lane))
    xo = f32x4.add(xo, get(u + 3 * H + j, lane))
  }
  const i = sigmoid(xi)
  const f = sigmoid(xf)
  const g = tanh(xg)
  const o = sigmoid(xo)
  const before = c != 0 ? get(c + j, lane) : f32x4.splat(0)
  const after = madd(f, before, f32x4.mul(i, g))
  const t = tanh(after)
  set(cell + j, after, lane)
  set(y + j, f32x4.mul(o, t), lane)
  if (gates != 0) {
    set(gates + j, i, lane)
    set(gates + H + j, f, lane)
    set(gates + 2 * H + j, g, lane)
    set(gates + 3 * H + j, o, lane)
    set(gates + 4 * H + j, t, lane)
  }
}

export function lstmForward(x: usize, u: usize, c: usize, y: usize, cell: usize, gates: usize, rows: usize, H: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0
    for (; j + 16 <= H; j += 16) forward(x, u, c, y, cell, gates, H, j, false)
    for (; j < H; j += 4) forward(x, u, c, y, cell, gates, H, j, true)
    x += 4 * H
    y += H
    cell += H
    if (u != 0) u += 4 * H
    if (c != 0) c += H
    if (gates != 0) gates += 5 * H
  }
}

// @ts-ignore: decorator
@inline function backward(gates: usize, c: usize, dy: usize, dc: usize, dx: usize, H: usize, j: usize, lane: bool): void {
  const one = f32x4.splat(1)
  const i = get(gates + j, lane)
  const f = get(gates + H + j, lane)
  const g = get(gates + 2 * H + j, lane)
  const o = get(gates + 3 * H + j, lane)
  const t = get(gates + 4 * H + j, lane)
  const d = get(dy + j, lane)
  const before = c != 0 ? get(c + j, lane) : f32x4.splat(0)
  const dcell = madd(f32x4.mul(d, o), f32x4.sub(one, f32x4.mul(t, t)), get(dc + j, lane))
  set(dx + j, f32x4.mul(f32x4.mul(dcell, g), f32x4.mul(i, f32x4.sub(one, i))), lane)
  set(dx + H + j, f32x4.mul(f32x4.mul(dcell, before), f32x4.mul(f, f32x4.sub(one, f))), lane)
  set(dx + 2 * H + j, f32x4.mul(f32x4.mul(dcell, i), f32x4.sub(one, f32x4.mul(g, g))), lane)
  set(dx + 3 * H + j, f32x4.mul(f32x4.mul(d, t), f32x4.mul(o, f32x4.sub(one, o))), lane)
  set(dc + j, f32x4.mul(dcell, f), lane)
}

/** dy [rows, H] gradient of the state after; dc [rows, H] of the cell after, on return of the cell before. dx [rows, 4H]. */
export function lstmBackward(gates: usize, c: usize, dy: usize, dc: usize, dx: usize, rows: usize, H: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let j: usize = 0
    for (; j + 16 <= H; j += 16) backward(gates, c, dy, dc, dx, H, j, false)
    for (; j < H; j += 4) backward(gates, c, dy, dc, dx, H, j, true)
    gates += 5 * H
    dy += H
    dc += H
    dx += 4 * H
    if (c != 0) c += H
  }
}
