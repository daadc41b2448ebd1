import type { Datasets } from './datasets.svelte'
import type { Draft } from './draft.svelte'

const pause = 400

/** Keeps the split that the Data tab shows the one that the next run will use: the configuration owns share and seed. */
export class SplitKeeper {
  #asked = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(datasets: Datasets, draft: Draft) {
    $effect.root(() => {
      $effect(() => {
        const id = datasets.report?.summary.id
        const { seed, split } = draft.config
        if (!id || datasets.report?.test || !draft.valid) return
        const wanted = `${id} ${split.heldOut} ${seed}`
        if (wanted === this.#asked) return
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => {
          this.#asked = wanted
          void datasets.split(split.heldOut, seed)
        }, pause)
      })
    })
  }
}
