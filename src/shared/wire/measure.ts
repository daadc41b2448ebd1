/** How much one message may hold. Depth counts containers inside containers. */
export interface Limits {
  readonly depth: number
  /** Values of any kind: elements of arrays and fields of objects. */
  readonly values: number
  readonly characters: number
}

/** Between a front and the host: the largest call is 500 names, the largest answer a page of states. */
export const viewLimits: Limits = { depth: 24, values: 2_000_000, characters: 32 * 1024 * 1024 }

/** What a front may send: far less than what it may receive. */
export const requestLimits: Limits = { depth: 16, values: 20_000, characters: 6 * 1024 * 1024 }

/** Between the host and its own trainer: whole data sets. */
export const trainerLimits: Limits = { depth: 24, values: 50_000_000, characters: 1024 * 1024 * 1024 }

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * Says why a message is too large, too deep or not data (functions, dates, maps, cycles), or returns undefined.
 * Walks without recursion and stops at the first limit, so a hostile message costs no more than a fair one.
 */
export function objection(message: unknown, limits: Limits): string | undefined {
  let values = 0
  let characters = 0
  let level: unknown[] = [message]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth) return 'too deep'
    const next: unknown[] = []
    for (const value of level) {
      if (typeof value === 'string') characters += value.length
      else if (typeof value === 'object' && value !== null) {
        if (ArrayBuffer.isView(value)) continue
        if (Array.isArray(value)) {
          values += value.length
          if (values > limits.values) return 'too many values'
          for (const item of value as unknown[]) next.push(item)
        } else if (isPlain(value)) {
          const keys = Object.keys(value)
          values += keys.length
          if (values > limits.values) return 'too many values'
          for (const key of keys) {
            characters += key.length
            next.push((value as Record<string, unknown>)[key])
          }
        } else return 'not plain data'
      } else if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
        return 'not plain data'
      }
      if (characters > limits.characters) return 'too long'
    }
    level = next
  }
  return undefined
}
