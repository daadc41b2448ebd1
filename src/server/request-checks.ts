import type { IncomingMessage } from 'node:http'

// [Note: a web page must not drive this server] Any page that the user has open can send requests to the loopback, and by
// DNS rebinding even under a name of its own. So: the Host header must be ours, whatever changes something must come from
// our own page, and everything but the first exchange needs a cookie that only our page's browser has.

/** Header values of one name, as they were sent: Node itself drops a second Host header silently. */
export function headerValues(request: IncomingMessage, name: string): string[] {
  const values: string[] = []
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    if (request.rawHeaders[i]?.toLowerCase() === name) values.push(request.rawHeaders[i + 1] ?? '')
  }
  return values
}

const single = (values: readonly string[]): string | undefined =>
  values.length === 1 ? values[0] : undefined

/** Exactly one Host header, exactly one of ours, and a request target that is a path. */
export function isForUs(request: IncomingMessage, hosts: ReadonlySet<string>): boolean {
  const host = single(headerValues(request, 'host'))
  return host !== undefined && hosts.has(host) && (request.url ?? '').startsWith('/')
}

/** Origin is required and must be the very origin that the request was sent to. */
export function isFromOurPage(request: IncomingMessage): boolean {
  const origin = single(headerValues(request, 'origin'))
  return origin !== undefined && origin === `http://${request.headers.host}`
}

/** What the browser says about who asks; older ones say nothing. */
export function isFetchAllowed(request: IncomingMessage): boolean {
  const sites = headerValues(request, 'sec-fetch-site')
  if (sites.length === 0) return true
  const site = single(sites)
  return site === 'same-origin' || site === 'none'
}

/** A whole page being opened, from wherever: the only way in that another page may point at. */
export function isNavigation(request: IncomingMessage): boolean {
  const mode = headerValues(request, 'sec-fetch-mode')
  const destination = headerValues(request, 'sec-fetch-dest')
  return (
    (mode.length === 0 || single(mode) === 'navigate') &&
    (destination.length === 0 || single(destination) === 'document')
  )
}
