import type { View } from '../state/view.svelte'

const pause = 200

/** Remembers how far an element is scrolled under `name`, and scrolls it there again when it comes back. */
export function keepScroll(node: HTMLElement, [view, name]: [View, string]): { destroy(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const top = view.memory.scroll[name] ?? 0
  if (top > 0) requestAnimationFrame(() => (node.scrollTop = top))
  const keep = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      view.remember({ scroll: { ...view.memory.scroll, [name]: Math.round(node.scrollTop) } })
    }, pause)
  }
  node.addEventListener('scroll', keep, { passive: true })
  return {
    destroy: () => {
      clearTimeout(timer)
      node.removeEventListener('scroll', keep)
    }
  }
}
