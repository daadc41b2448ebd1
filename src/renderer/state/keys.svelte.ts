// Shortcuts that a screen offers while it is on. The frame asks here; no element is searched for.

/** What '/' does now: the screen with a search field says so. */
class SearchKey {
  #focus: (() => void) | null = null

  /** Registers the field of the screen that is on; returns its own unregister. */
  offer(focus: () => void): () => void {
    this.#focus = focus
    return () => {
      if (this.#focus === focus) this.#focus = null
    }
  }

  press(): boolean {
    this.#focus?.()
    return this.#focus !== null
  }
}

export const searchKey = new SearchKey()

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT'])

/** Does this element take letters itself? */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(target.type)
}

/** Would Space do something on this element by itself? */
export function takesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.role === 'tab' && target.ariaSelected === 'true') return false // it is chosen already
  if (typing.has(target.tagName) || target.isContentEditable) return true
  if (target.tagName === 'BUTTON' || target.tagName === 'SUMMARY' || target.tagName === 'A') return true
  return target.role !== null && ['option', 'menuitem', 'tab', 'gridcell', 'spinbutton'].includes(target.role)
}
