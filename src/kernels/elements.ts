import { get, set } from './lanes'

// Element-wise maths on n float32 numbers; `bytes` is 4 n. A step of 0 bytes repeats one number (a scalar operand).

// @ts-ignore: decorator
@inline function apply(op: i32, a: v128, b: v128): v128 {
  if (op == 0) return f32x4.add(a, b)
  if (op == 1) return f32x4.sub(a, b)
  if (op == 2) return f32x4.mul(a, b)
  return f32x4.div(a, b)
}

// @ts-ignore: decorator
@inline function run(op: i32, a: usize, aStep: usize, b: usize, bStep: usize, to: usize, bytes: usize): void {
  let j: usize = 0
  const sa = v128.load32_splat(a)
  const sb = v128.load32_splat(b)
  for (; j + 16 <= bytes; j += 16) set(to + j, apply(op, aStep ? get(a + j, false) : sa, bStep ? get(b + j, false) : sb), false)
  for (; j < bytes; j += 4) set(to + j, apply(op, aStep ? get(a + j, true) : sa, bStep ? get(b + j, true) : sb), true)
}

/** to = a op b; op: 0 add, 1 subtract, 2 multiply, 3 divide. aStep, bStep: 1, or 0 for a scalar. */
export function binary(op: i32, a: usize, aStep: usize, b: usize, bStep: usize, to: usize, bytes: usize): void {
  if (op == 0) run(0, a, aStep, b, bStep, to, bytes)
  else if (op == 1) run(1, a, aStep, b, bStep, to, bytes)
  else if (op == 2) run(2, a, aStep, b, bStep, to, bytes)
  else run(3, a, aStep, b, bStep, to, bytes)
}

/** to = sqrt a */
export function squareRoot(a: usize, to: usize, bytes: usize): void {
  let j: usize = 0
  for (; j + 16 <= bytes; j += 16) set(to + j, f32x4.sqrt(get(a + j, false)), false)
  for (; j < bytes; j += 4) set(to + j, f32x4.sqrt(get(a + j, true)), true)
}

/** to = a a */
export function square(a: usize, to: usize, bytes: usize): void {
  let j: usize = 0
  for (; j + 16 <= bytes; j += 16) {
    const v = get(a + j, false)
    set(to + j, f32x4.mul(v, v), false)
  }
  for (; j < bytes; j += 4) {
    const v = get(a + j, true)
    set(to + j, f32x4.mul(v, v), true)
  }
}
