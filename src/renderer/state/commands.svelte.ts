import type { MenuCommand } from '#shared/schemas/app'
import type { App } from './app.svelte'

/** What chosen files are for. */
export type PickFor = 'training' | 'test' | 'batch'

type Picker = (purpose: PickFor, kind: 'file' | 'folder') => void

/** What the application menu, the keyboard and the buttons ask for, in one place. */
export class Commands {
  helpOpen = $state(false)
  closingAsked = $state(false)
  /** Open dialogs count themselves here, so that single keys do nothing behind them. */
  dialogs = $state(0)
  #picker: Picker | null = null

  constructor(private readonly app: App) {
    app.host.attach((link) => {
      link.on.app.menu((command) => void this.menu(command))
      link.on.app.filesOpened((files) => {
        app.show('names', 'data')
        void app.datasets.open(files, 'training')
      })
    })
  }

  get dialogOpen(): boolean {
    return this.dialogs > 0
  }

  async menu(command: MenuCommand): Promise<void> {
    switch (command) {
      case 'open':
        return this.pick('training', 'file')
      case 'shortcuts':
        this.helpOpen = true
        return
      case 'train':
        return this.app.train()
      case 'pause':
        return this.app.playPause()
      case 'stop':
        return this.app.live.stop()
      case 'close-requested':
        this.closingAsked = true
        return
      default:
        this.app.show(command)
    }
  }

  async answerClosing(answer: 'stop' | 'continue' | 'cancel'): Promise<void> {
    this.closingAsked = false
    await this.app.host.call.app.close(answer)
  }

  /** The component that owns the file dialogs registers here; returns its own unregister. */
  onPick(picker: Picker): () => void {
    this.#picker = picker
    return () => {
      if (this.#picker === picker) this.#picker = null
    }
  }

  pick(purpose: PickFor, kind: 'file' | 'folder'): void {
    this.#picker?.(purpose, kind)
  }

  async take(files: File[], purpose: PickFor): Promise<void> {
    const { app } = this
    if (purpose === 'batch') {
      app.show('names', 'try')
      return app.batch.classify(files[0])
    }
    if (!app.settings.current.welcomed) void app.settings.change({ welcomed: true })
    app.show('names', 'data')
    await app.datasets.openFiles(files, purpose)
  }
}
