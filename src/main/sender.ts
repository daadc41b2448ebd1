import { isOurs } from './scheme'

/** The part of an IPC event that says who sends. */
export interface Sender {
  readonly sender: object
  readonly senderFrame?: { readonly url: string; readonly parent: object | null } | null
}

/**
 * SECURITY: only the main frame of a window of ours, showing our page, is heard: not a frame inside it, not another
 * window, not a frame that is gone.
 */
export function isOurPage(event: Sender, isKnown: (contents: object) => boolean): boolean {
  try {
    const frame = event.senderFrame
    return frame != null && isKnown(event.sender) && frame.parent === null && isOurs(frame.url)
  } catch {
    return false // asking a destroyed frame throws
  }
}
