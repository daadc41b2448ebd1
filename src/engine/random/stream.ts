import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

// One seed owns every random choice. Each use has a stream of its own, named by its purpose and by indices (member,
// epoch, step), so that a stream can be made again from the seed alone and no use disturbs another's numbers.

export type StreamPurpose = 'initialisation' | 'shuffle' | 'dropout' | 'sampling' | 'split'

/** Row in the key of a stream; appended to only, never reordered: old runs must resume. */
const purposes: readonly StreamPurpose[] = ['initialisation', 'shuffle', 'dropout', 'sampling', 'split']

/** State of a stream as four 32-bit integers: what a checkpoint stores. */
export type StreamState = readonly number[]

export interface RandomStream {
  /** 32 random bits as an integer in [0, 2^32); the lowest few are weaker than the others. */
  bits(): number
  /** Uniform in [0, 1), a multiple of 2^-24 (exact in float32). */
  uniform(): number
  /** Uniform integer in [0, count), 1 <= count <= 2^32, without the bias of a plain remainder. */
  below(count: number): number
  /** Standard normal (Box and Muller, 1958); takes two numbers of the stream. */
  normal(): number
  /** Where the stream stands; `resumeStream` goes on from there. */
  state(): StreamState
}

/**
 * The stream of a purpose. Equal arguments give equal numbers on every machine.
 * @param seed any 32-bit integer; 0 is a seed like any other
 * @param indices what the stream belongs to, e.g. the step for dropout or the epoch for shuffling
 */
export function stream(seed: number, purpose: StreamPurpose, ...indices: readonly number[]): RandomStream {
  return resumeStream(keyed([seed, purposes.indexOf(purpose), ...indices]))
}

/** A stream that goes on from `state`. */
export function resumeStream(state: StreamState): RandomStream {
  const generator = xoroshiro128plusFromState(state)
  const bits = () => generator.next() >>> 0
  const uniform = () => (bits() >>> 8) * 2 ** -24 // the low bits of xoroshiro128+ are its weak ones
  return {
    bits,
    uniform,
    below(count) {
      const limit = Math.floor(2 ** 32 / count) * count
      let value = bits()
      while (value >= limit) value = bits()
      return value % count
    },
    normal() {
      const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
      return radius * Math.cos(2 * Math.PI * uniform())
    },
    state: () => [...generator.getState()]
  }
}

/** 128 bits from a list of integers: each is mixed in by MurmurHash3's steps (Appleby, 2011), four lanes apart. */
function keyed(values: readonly number[]): StreamState {
  const lanes = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  return lanes.map((lane) => {
    let hash = lane
    for (const value of values) {
      let k = Math.imul(value, 0xcc9e2d51)
      k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
      hash ^= k
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
    }
    hash ^= values.length
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return hash ^ (hash >>> 16) || lane
  })
}
