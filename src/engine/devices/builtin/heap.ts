// Blocks of the module's memory. Sizes are rounded up to classes (four to each power of two), so that the tensors of one
// step fit the holes that those of the step before left: no growth over a run, no search.

const ALIGNMENT = 64 // bytes: one cache line
const PAGE = 65_536

/** Thrown when the memory cannot grow any further. */
export class HeapFull extends Error {
  constructor(readonly bytes: number) {
    super(`No room for ${bytes} bytes`)
  }
}

/** A growing heap over a WebAssembly memory. */
export class Heap {
  readonly #free = new Map<number, number[]>()
  readonly #sizes = new Map<number, number>()
  #top: number
  #used = 0

  /** @param base first byte that is free, behind the module's own data */
  constructor(
    private readonly memory: WebAssembly.Memory,
    base: number
  ) {
    this.#top = Math.ceil(base / ALIGNMENT) * ALIGNMENT
  }

  get buffer(): ArrayBufferLike {
    return this.memory.buffer
  }

  /** Bytes in blocks that are in use. */
  get used(): number {
    return this.#used
  }

  /** @returns the address of a block of at least `bytes` bytes; its content is whatever was there. */
  allocate(bytes: number): number {
    const size = sizeClass(bytes)
    const address = this.#free.get(size)?.pop() ?? this.#extend(size)
    this.#sizes.set(address, size)
    this.#used += size
    return address
  }

  release(address: number): void {
    const size = this.#sizes.get(address)
    if (size === undefined) return
    this.#sizes.delete(address)
    this.#used -= size
    const holes = this.#free.get(size)
    if (holes) holes.push(address)
    else this.#free.set(size, [address])
  }

  #extend(size: number): number {
    const address = this.#top
    const missing = address + size - this.memory.buffer.byteLength
    if (missing > 0) {
      // A quarter more than asked, so that a run settles after a few growths.
      const pages = Math.ceil(missing / PAGE)
      const generous = pages + Math.ceil(this.memory.buffer.byteLength / PAGE / 4)
      if (!this.#grow(generous) && !this.#grow(pages)) throw new HeapFull(size)
    }
    this.#top += size
    return address
  }

  #grow(pages: number): boolean {
    try {
      this.memory.grow(pages)
      return true
    } catch {
      return false
    }
  }
}

function sizeClass(bytes: number): number {
  const needed = Math.max(bytes, ALIGNMENT)
  const quarter = 2 ** Math.max(Math.floor(Math.log2(needed)) - 2, Math.log2(ALIGNMENT))
  return Math.ceil(needed / quarter) * quarter
}
