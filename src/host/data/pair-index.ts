/** Numbers pairs of integers >= 0 from 0 on, in the order in which they come. A hash table in typed arrays. */
export class PairIndex {
  #a = new Int32Array(0)
  #b = new Int32Array(0)
  /** Number of the pair + 1; 0: free. */
  #slots = new Int32Array(1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** The number of a pair, or -1. */
  find(a: number, b: number): number {
    const mask = this.#slots.length - 1
    for (let slot = hash(a, b) & mask; ; slot = (slot + 1) & mask) {
      const number = (this.#slots[slot] as number) - 1
      if (number < 0 || (this.#a[number] === a && this.#b[number] === b)) return number
    }
  }

  /** The number of a pair, new or not. */
  add(a: number, b: number): number {
    const found = this.find(a, b)
    if (found >= 0) return found
    if (this.#size === this.#a.length) {
      this.#a = grown(this.#a)
      this.#b = grown(this.#b)
    }
    this.#a[this.#size] = a
    this.#b[this.#size] = b
    this.#size++
    if (this.#size * 2 > this.#slots.length) this.#rehash()
    else this.#place(this.#size - 1)
    return this.#size - 1
  }

  /** The pair with this number. */
  first(number: number): number {
    return this.#a[number] as number
  }

  second(number: number): number {
    return this.#b[number] as number
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1
    let slot = hash(this.#a[number] as number, this.#b[number] as number) & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = number + 1
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    for (let number = 0; number < this.#size; number++) this.#place(number)
  }
}

function hash(a: number, b: number): number {
  let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(1024, values.length * 2))
  larger.set(values)
  return larger
}
