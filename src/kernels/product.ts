import { madd } from './maths'

// C[m, n] = (or +=) A . B, float32. A is read by strides (row, column) in bytes, so A and its transpose are the same
// call; B and C are row-major with row strides in bytes. Tiles of 4 x 8: eight accumulators are what V8 keeps in registers.

const BLOCK: usize = 256 // steps of k whose part of B stays in the first-level cache

// @ts-ignore: decorator
@inline function put(p: usize, v: v128, add: bool): void {
  v128.store(p, add ? f32x4.add(v128.load(p), v) : v)
}

// @ts-ignore: decorator
@inline function put1(p: usize, v: f32, add: bool): void {
  store<f32>(p, add ? load<f32>(p) + v : v)
}

function rows4(a: usize, ar: usize, ac: usize, b: usize, br: usize, c: usize, cr: usize, k: usize, n: usize, add: bool): void {
  const ar2 = ar << 1
  const ar3 = ar + ar2
  let j: usize = 0
  for (; j + 8 <= n; j += 8) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0)
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0)
    let bp = b + (j << 2)
    let ap = a
    for (let i = k; i > 0; i--) {
      const b0 = v128.load(bp)
      const b1 = v128.load(bp, 16)
      let s = v128.load32_splat(ap)
      c00 = madd(s, b0, c00)
      c01 = madd(s, b1, c01)
      s = v128.load32_splat(ap + ar)
      c10 = madd(s, b0, c10)
      c11 = madd(s, b1, c11)
      s = v128.load32_splat(ap + ar2)
      c20 = madd(s, b0, c20)
      c21 = madd(s, b1, c21)
      s = v128.load32_splat(ap + ar3)
      c30 = madd(s, b0, c30)
      c31 = madd(s, b1, c31)
      bp += br
      ap += ac
    }
    let cp = c + (j << 2)
    put(cp, c00, add)
    put(cp + 16, c01, add)
    cp += cr
    put(cp, c10, add)
    put(cp + 16, c11, add)
    cp += cr
    put(cp, c20, add)
    put(cp + 16, c21, add)
    cp += cr
    put(cp, c30, add)
    put(cp + 16, c31, add)
  }
  for (; j + 4 <= n; j += 4) {
    let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0)
    let bp = b + (j << 2)
    let ap = a
    for (let i = k; i > 0; i--) {
      const b0 = v128.load(bp)
      c0 = madd(v128.load32_splat(ap), b0, c0)
      c1 = madd(v128.load32_splat(ap + ar), b0, c1)
      c2 = madd(v128.load32_splat(ap + ar2), b0, c2)
      c3 = madd(v128.load32_splat(ap + ar3), b0, c3)
      bp += br
      ap += ac
    }
    let cp = c + (j << 2)
    put(cp, c0, add)
    put(cp + cr, c1, add)
    put(cp + (cr << 1), c2, add)
    put(cp + (cr << 1) + cr, c3, add)
  }
  for (; j < n; j++) for (let i: usize = 0; i < 4; i++) dot(a + i * ar, ac, b + (j << 2), br, c + i * cr + (j << 2), k, add)
}

function dot(a: usize, ac: usize, b: usize, br: usize, c: usize, k: usize, add: bool): void {
  let sum: f32 = 0
  for (let i = k; i > 0; i--) {
    sum += load<f32>(a) * load<f32>(b)
    a += ac
    b += br
  }
  put1(c, sum, add)
}

function rows1(a: usize, ac: usize, b: usize, br: usize, c: usize, k: usize, n: usize, add: bool): void {
  let j: usize = 0
  for (; j + 16 <= n; j += 16) {
    let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0)
    let bp = b + (j << 2)
    let ap = a
    for (let i = k; i > 0; i--) {
      const s = v128.load32_splat(ap)
      c0 = madd(s, v128.load(bp), c0)
      c1 = madd(s, v128.load(bp, 16), c1)
      c2 = madd(s, v128.load(bp, 32), c2)
      c3 = madd(s, v128.load(bp, 48), c3)
      bp += br
      ap += ac
    }
    const cp = c + (j << 2)
    put(cp, c0, add)
    put(cp + 16, c1, add)
    put(cp + 32, c2, add)
    put(cp + 48, c3, add)
  }
  for (; j + 4 <= n; j += 4) {
    let c0 = f32x4.splat(0)
    let bp = b + (j << 2)
    let ap = a
    for (let i = k; i > 0; i--) {
      c0 = madd(v128.load32_splat(ap), v128.load(bp), c0)
      bp += br
      ap += ac
    }
    put(c + (j << 2), c0, add)
  }
  for (; j < n; j++) dot(a, ac, b + (j << 2), br, c + (j << 2), k, add)
}

/** ar, ac: bytes from row to row and from column to column of A; br, cr: bytes from row to row of B and C. */
export function product(a: usize, ar: usize, ac: usize, b: usize, br: usize, c: usize, cr: usize, m: usize, k: usize, n: usize, add: bool): void {
  for (let k0: usize = 0; k0 < k; k0 += BLOCK) {
    const kn = min(BLOCK, k - k0)
    const more = add || k0 > 0
    const ak = a + k0 * ac
    const bk = b + k0 * br
    let i: usize = 0
    for (; i + 4 <= m; i += 4) rows4(ak + i * ar, ar, ac, bk, br, c + i * cr, cr, kn, n, more)
    for (; i < m; i++) rows1(ak + i * ar, ac, bk, br, c + i * cr, kn, n, more)
  }
}

/** to[n, m] = from[m, n] transposed; both dense. */
export function transpose(from: usize, to: usize, m: usize, n: usize): void {
  for (let i0: usize = 0; i0 < m; i0 += 16) {
    const i1 = min(i0 + 16, m)
    for (let j: usize = 0; j < n; j++) {
      let p = to + ((j * m + i0) << 2)
      for (let i = i0; i < i1; i++) {
        store<f32>(p, load<f32>(from + ((i * n + j) << 2)))
        p += 4
      }
    }
  }
}
