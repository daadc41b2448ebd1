import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { headerValues } from './request-checks'

const secret = (): string => randomBytes(32).toString('base64url')

/** In constant time, whatever the lengths. */
function equal(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

/**
 * Who may talk to this server: the browser that opened the address with its one-time token, and from then on shows the
 * cookie. Both live in memory only.
 */
export class Access {
  #token: string | null = secret()
  readonly #session = secret()

  constructor(private readonly port: number) {}

  /** Path of the first exchange; its token works once. */
  get entrance(): string {
    return `/open?token=${this.#token ?? ''}`
  }

  /** Spends the token. Wrong ones do not spend it. */
  exchange(token: string): boolean {
    if (this.#token === null || !equal(token, this.#token)) return false
    this.#token = null
    return true
  }

  // Cookies do not know ports: two servers of one user would overwrite each other's.
  get cookie(): string {
    return `${this.cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  get cookieName(): string {
    return `unroll-${this.port}`
  }

  isAdmitted(request: IncomingMessage): boolean {
    const found = headerValues(request, 'cookie')
      .flatMap((line) => line.split(';'))
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${this.cookieName}=`))
    return found.length === 1 && equal(found[0]!.slice(this.cookieName.length + 1), this.#session)
  }
}
