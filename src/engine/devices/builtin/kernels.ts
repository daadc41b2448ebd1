import { plain, relaxed } from 'virtual:kernels'

/** What src/kernels exports. Numbers are addresses and byte counts unless the kernel says otherwise. */
export interface Kernels {
  product(
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    c: number,
    cRow: number,
    m: number,
    k: number,
    n: number,
    add: number
  ): void
  transpose(from: number, to: number, m: number, n: number): void
  gruForward(
    x: number,
    u: number,
    bias: number,
    h: number,
    y: number,
    gates: number,
    rows: number,
    bytes: number
  ): void
  gruBackward(gates: number, h: number, dy: number, dx: number, du: number, rows: number, bytes: number): void
  lstmForward(
    x: number,
    u: number,
    c: number,
    y: number,
    cell: number,
    gates: number,
    rows: number,
    bytes: number
  ): void
  lstmBackward(
    gates: number,
    c: number,
    dy: number,
    dc: number,
    dx: number,
    rows: number,
    bytes: number
  ): void
  rnnForward(x: number, u: number, y: number, bytes: number, relu: number): void
  rnnBackward(y: number, dy: number, dx: number, bytes: number, relu: number): void
  gather(table: number, ids: number, to: number, rows: number, width: number): void
  segmentSum(from: number, ids: number, table: number, rows: number, width: number): void
  addToRows(row: number, to: number, rows: number, width: number): void
  sumRows(from: number, to: number, rows: number, width: number): void
  add(from: number, to: number, width: number): void
  maxRows(from: number, to: number, rows: number, width: number): void
  scaleRows(from: number, factors: number, to: number, rows: number, width: number): void
  binary(op: number, a: number, aStep: number, b: number, bStep: number, to: number, bytes: number): void
  square(a: number, to: number, bytes: number): void
  squareRoot(a: number, to: number, bytes: number): void
}

export interface LoadedKernels {
  readonly kernels: Kernels
  readonly memory: WebAssembly.Memory
  /** First byte behind the module's own data. */
  readonly base: number
  /** 'relaxed' has fused multiply-add; its last bits differ from 'plain' and between kinds of processor. */
  readonly variant: Variant
}

export type Variant = 'plain' | 'relaxed'

const OWN_DATA = 65_536 // bytes: the kernels have no data of their own; the first page stays empty
// Pages, as tools/lib/kernels-plugin.mjs compiles them in; the maximum is just under 4 GiB, the end of 32-bit addresses.
const INITIAL = 64
const MAXIMUM = 65_535

/** Bytes of the best module that this engine validates, or of the one asked for. */
function moduleBytes(variant?: Variant): { bytes: Uint8Array<ArrayBuffer>; variant: Variant } {
  const best = decode(relaxed)
  if (variant !== 'plain' && WebAssembly.validate(best)) return { bytes: best, variant: 'relaxed' }
  return { bytes: decode(plain), variant: 'plain' }
}

/** Compiles and starts the kernels on a memory of their own. Takes a few milliseconds. */
export function loadKernels(wanted?: Variant): LoadedKernels {
  const best = start(moduleBytes(wanted))
  return best.variant === 'plain' || multipliesThenAdds(best) ? best : start(moduleBytes('plain'))
}

function start({ bytes, variant }: ReturnType<typeof moduleBytes>): LoadedKernels {
  // Shared, because a memory that is not detaches every view when it grows: tfjs-backend-cpu's kernels read inputs while
  // they make outputs. It is also what threads will need.
  const memory = new WebAssembly.Memory({ initial: INITIAL, maximum: MAXIMUM, shared: true })
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
  return { kernels: instance.exports as unknown as Kernels, memory, base: OWN_DATA, variant }
}

/**
 * Whether relaxed_madd(a, b, c) is a * b + c here. Engines from before the proposal was finished (Chromium 108, in
 * Electron 22) take the same bytes for a + b * c.
 */
export function multipliesThenAdds({ kernels, memory }: Pick<LoadedKernels, 'kernels' | 'memory'>): boolean {
  const cells = new Float32Array(memory.buffer, 0, 12) // the first page is empty, and is again afterwards
  cells.set([2, 0, 0, 0, 3, 3, 3, 3, 4, 4, 4, 4])
  kernels.product(0, 4, 4, 16, 16, 32, 16, 1, 1, 4, 1) // c = a[1, 1] b[1, 4] + c
  const right = cells[8] === 10 && cells[11] === 10
  cells.fill(0)
  return right
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
