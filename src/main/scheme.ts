import { protocol, type Session } from 'electron'
import { readAssets, type Asset, type Assets } from '#host/front/page-assets'
import { pageHeaders } from '#host/front/page-headers'

// The page has an origin of its own, app://rnn, which serves the built files and nothing else: no file: URL, nothing
// remote.

export const pageUrl = 'app://rnn/'

/** Before the app is ready: the scheme has an origin, is secure, and fetch works on it. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ])
}

export const isOurs = (url: string): boolean => url === 'app://rnn' || url.startsWith(pageUrl)

/** The file behind a URL: only what stands in the list, spelt exactly so. */
export function assetAt(assets: Assets, method: string, url: string): Asset | undefined {
  if (method !== 'GET' || !isOurs(url)) return undefined
  const path = url.slice('app://rnn'.length).replace(/[?#].*$/s, '')
  return assets.get(path)
}

/** @param fresh true: read the files anew for every page, for development */
export function serveScheme(session: Session, folder: string, fresh: boolean): void {
  let assets = readAssets(folder)
  const headers = pageHeaders()
  const find = (method: string, url: string): Asset | undefined => {
    if (fresh && url === pageUrl) assets = readAssets(folder)
    return assetAt(assets, method, url)
  }
  // Electron 25 and newer; the tests also run on 22.
  if (typeof session.protocol.handle === 'function') {
    session.protocol.handle('app', (request) => {
      const asset = find(request.method, request.url)
      if (!asset)
        return new Response('', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } })
      const body = new Uint8Array(asset.body)
      return new Response(body, { headers: { ...headers, 'Content-Type': asset.type } })
    })
    return
  }
  session.protocol.registerBufferProtocol('app', (request, answer) => {
    const asset = find(request.method, request.url)
    if (!asset) answer({ statusCode: 404, mimeType: 'text/plain', headers, data: Buffer.alloc(0) })
    else
      answer({
        headers: { ...headers, 'Content-Type': asset.type },
        mimeType: asset.type.split(';')[0]!,
        data: asset.body
      })
  })
}
