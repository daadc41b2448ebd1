const query = window.matchMedia('(max-width: 999px)')

/** Is the window so narrow that the sidebar shows icons only? */
class Narrow {
  current = $state(query.matches)

  constructor() {
    query.addEventListener('change', (event) => (this.current = event.matches))
  }
}

export const narrow = new Narrow()
