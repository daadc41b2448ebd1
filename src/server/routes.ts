import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Assets } from '#host/front/page-assets'
import { toAppError } from '#shared/errors/app-error'
import type { Access } from './access'
import { headerValues, isFetchAllowed, isForUs, isFromOurPage, isNavigation } from './request-checks'
import { refusal, responder, type Answer } from './respond'
import type { Uploads } from './uploads'

export interface RouteOptions {
  readonly hosts: ReadonlySet<string>
  readonly access: Access
  readonly assets: Assets
  readonly uploads: Uploads
  /** Called for every request that was let in. */
  readonly onUse: () => void
}

/**
 * The page that spends the token. It goes on by itself rather than by a redirect: a redirect still counts as coming from
 * the page before, and then the browser keeps a strict cookie back.
 */
const entrance =
  '<!doctype html><meta charset="utf-8"><title>Unroll</title><meta http-equiv="refresh" content="0;url=/">'

const html = 'text/html; charset=utf-8'
const json = 'application/json; charset=utf-8'

/** Everything that is not a WebSocket. Nothing is done for a request before its origin has been checked. */
export function routes(options: RouteOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const respond = responder(options.hosts)

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (!isForUs(request, options.hosts)) return refusal
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s)
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (path === '/open' && request.method === 'GET') return enter(request, query)
    if (!isFetchAllowed(request)) return refusal
    if (!options.access.isAdmitted(request)) {
      return { ...refusal, body: 'Open the address that the terminal shows.' }
    }
    if (!reads && !isFromOurPage(request)) return refusal
    options.onUse()
    if (path === '/files') return upload(request, query)
    const asset = options.assets.get(path)
    if (!asset) return { status: 404 }
    return reads ? { status: 200, ...asset } : { status: 405, headers: { Allow: 'GET, HEAD' } }
  }

  const enter = (request: IncomingMessage, query: string): Answer => {
    if (!isNavigation(request)) return refusal
    const token = new URLSearchParams(query).get('token') ?? ''
    if (options.access.exchange(token)) {
      options.onUse()
      return { status: 200, type: html, body: entrance, headers: { 'Set-Cookie': options.access.cookie } }
    }
    // A second click on the same address, in the browser that is in already.
    if (options.access.isAdmitted(request)) return { status: 200, type: html, body: entrance }
    return { ...refusal, body: 'This address worked once. Start Unroll again for a new one.' }
  }

  const upload = async (request: IncomingMessage, query: string): Promise<Answer> => {
    if (request.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } }
    // Not a type that a form can send: a foreign page would have to ask first, and is refused there.
    const types = headerValues(request, 'content-type')
    if (types.length !== 1 || types[0] !== 'application/octet-stream') return { status: 415 }
    const name = new URLSearchParams(query).get('name') ?? ''
    if (name === '') return { status: 400 }
    try {
      return { status: 200, type: json, body: JSON.stringify(await options.uploads.take(request, name)) }
    } catch (thrown) {
      const failure = toAppError(thrown).toFailure()
      const status = failure.code === 'upload-too-large' ? 413 : 507
      return { status, type: json, body: JSON.stringify(failure), headers: { Connection: 'close' } }
    }
  }

  return (request, response) => {
    answer(request)
      .catch((): Answer => ({ status: 500 }))
      .then((found) => {
        respond(response, found)
        request.resume() // what is left of a refused body
      })
      .catch(() => response.destroy())
  }
}
