import type { RowPage, RowQuery } from '#shared/schemas/names-data'
import type { Host } from './host.svelte'
import { Task } from './task.svelte'

export const pageSize = 100
const pause = 150

/** A page of the names of a data set: searched, filtered, turned. */
export class Rows {
  search = $state('')
  label = $state<string | null>(null)
  filter = $state<RowQuery['filter']>('all')
  offset = $state(0)
  page = $state.raw<RowPage | null>(null)
  readonly loading = new Task()
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  constructor(private readonly host: Host) {}

  /** Shows other rows, from the first page on. */
  choose(changes: { search?: string; label?: string | null; filter?: RowQuery['filter'] }): void {
    if (changes.search !== undefined) this.search = changes.search
    if (changes.label !== undefined) this.label = changes.label
    if (changes.filter !== undefined) this.filter = changes.filter
    this.offset = 0
  }

  turn(pages: number): void {
    this.offset = Math.max(0, this.offset + pages * pageSize)
  }

  get narrowed(): boolean {
    return this.search !== '' || this.label !== null || this.filter !== 'all'
  }

  /** Asks for the page that the fields describe, a moment after the last change. */
  load(dataset: string): void {
    const query: RowQuery = {
      dataset,
      search: this.search.normalize('NFC'),
      label: this.label,
      filter: this.filter,
      offset: this.offset,
      limit: pageSize
    }
    clearTimeout(this.#timer)
    const asked = ++this.#asked
    this.#timer = setTimeout(() => {
      void this.loading
        .run(() => this.host.call.data.rows(query))
        .then((page) => {
          if (page && asked === this.#asked) this.page = page
        })
    }, pause)
  }
}
