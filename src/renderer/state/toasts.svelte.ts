export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; run(): void }
}

const short = 4000
const withAction = 10_000

/** Small notes at the bottom. One with an action (Undo) stays for ten seconds. */
export class Toasts {
  list = $state.raw<Toast[]>([])
  #next = 1

  show(text: string, action?: Toast['action']): void {
    const toast: Toast = { id: this.#next++, text, ...(action ? { action } : {}) }
    this.list = [...this.list.slice(-2), toast]
    setTimeout(() => this.dismiss(toast.id), action ? withAction : short)
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id)
  }
}
