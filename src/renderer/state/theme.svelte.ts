import type { Settings } from '#shared/schemas/app'

const system = window.matchMedia('(prefers-color-scheme: dark)')

/** Light or dark: as chosen, or as the system is, live. */
class Theme {
  #choice = $state<Settings['theme']>('system')
  #systemDark = $state(system.matches)

  constructor() {
    system.addEventListener('change', (event) => {
      this.#systemDark = event.matches
      this.#paint()
    })
    this.#paint()
  }

  get current(): 'light' | 'dark' {
    if (this.#choice !== 'system') return this.#choice
    return this.#systemDark ? 'dark' : 'light'
  }

  choose(choice: Settings['theme']): void {
    this.#choice = choice
    this.#paint()
  }

  #paint(): void {
    document.documentElement.dataset.theme = this.current
  }
}

export const theme = new Theme()
