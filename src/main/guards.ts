import type { App, Session, WebContents } from 'electron'
import { isOurs } from './scheme'

/** What the page may do beyond showing itself: put text on the clipboard after a click. */
const allowed = new Set<string>(['clipboard-sanitized-write'])

/** SECURITY: every permission is refused but the listed ones, and nothing is fetched from anywhere but our own scheme. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)))
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission))
  session.setDevicePermissionHandler(() => false)
  const ours = /^(app:\/\/rnn\/|data:|blob:app:\/\/rnn\/|devtools:)/
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !ours.test(details.url) }))
  session.on('will-download', (event, item) => {
    // Only what the page itself made: exported curves and predictions.
    if (!/^(blob:app:\/\/rnn\/|data:)/.test(item.getURL())) event.preventDefault()
  })
}

/** SECURITY: a page of ours never goes elsewhere, opens no window and embeds nothing. */
export function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!isOurs(url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** Also for contents that we did not make ourselves. */
export function guardApp(app: App): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}
