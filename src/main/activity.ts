import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { RunState } from '#shared/schemas/runs'
import type { Words } from './words'

export interface ActivityParts {
  window(): BrowserWindow | undefined
  words(): Words
  show(): void
  /** Best held-out accuracy of a run, as a share; undefined: not known. */
  best(run: string): Promise<number | undefined>
}

/** What the desktop sees of a run: progress on the icon, no sleep while it trains, a notification when it ends unseen. */
export class Activity {
  #blocker: number | undefined
  #last: RunState['kind'] = 'idle'

  constructor(private readonly parts: ActivityParts) {}

  readonly update = (state: RunState): void => {
    this.#keepAwake(state.kind === 'training')
    this.progress(state)
    const ended = state.kind === 'done' || state.kind === 'failed'
    if (ended && this.#last !== state.kind) void this.#notify(state)
    this.#last = state.kind
  }

  /** Share of the run that is done, on the task bar. */
  readonly progress = (state: RunState): void => {
    const window = this.parts.window()
    if (!window || window.isDestroyed()) return
    if (state.kind === 'loading')
      window.setProgressBar(2) // no number yet
    else if (state.kind === 'training' || state.kind === 'paused') {
      const { progress } = state
      const done = progress ? (progress.epoch - 1 + progress.batch / progress.batches) / progress.epochs : 0
      window.setProgressBar(Math.min(1, Math.max(0, done)), {
        mode: state.kind === 'paused' ? 'paused' : 'normal'
      })
    } else window.setProgressBar(-1)
  }

  stop(): void {
    this.#keepAwake(false)
  }

  #keepAwake(training: boolean): void {
    if (training && this.#blocker === undefined) {
      this.#blocker = powerSaveBlocker.start('prevent-app-suspension')
    } else if (!training && this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = undefined
    }
  }

  async #notify(state: Extract<RunState, { kind: 'done' | 'failed' }>): Promise<void> {
    if (this.parts.window()?.isFocused() || !Notification.isSupported()) return
    const words = this.parts.words()
    const best = state.run ? await this.parts.best(state.run) : undefined
    const notification = new Notification({
      title: state.kind === 'done' ? words.trained : words.stopped,
      body: best === undefined ? '' : words.trainedText(`${(best * 100).toFixed(1)} %`)
    })
    notification.on('click', this.parts.show)
    notification.show()
  }
}
