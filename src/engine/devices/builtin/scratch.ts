import type { Heap } from './heap'

/** Blocks of the heap that live as long as one call. */
export class Scratch {
  readonly #blocks: number[] = []

  constructor(private readonly heap: Heap) {}

  /** @returns address of `count` float32 numbers, content undefined */
  floats(count: number): number {
    const address = this.heap.allocate(count * 4)
    this.#blocks.push(address)
    return address
  }

  /** @returns address of `count` float32 zeros */
  zeros(count: number): number {
    const address = this.floats(count)
    zero(this.heap, address, count)
    return address
  }

  release(): void {
    for (const address of this.#blocks) this.heap.release(address)
  }
}

export function zero(heap: Heap, address: number, count: number): void {
  new Float32Array(heap.buffer, address, count).fill(0)
}

/** Copies `count` float32 numbers. */
export function copy(heap: Heap, from: number, to: number, count: number): void {
  new Uint8Array(heap.buffer).copyWithin(to, from, from + count * 4)
}
