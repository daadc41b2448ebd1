import os from 'node:os'
import type { HostEmitter, HostService } from '#shared/contract'
import type { AppError } from '#shared/errors/app-error'
import type { AppInfo } from '#shared/schemas/app'
import type { SettingsStore } from '../settings/settings-store'
import type { HostOptions } from '../terms'

/** What a front asks about the app itself. `notices` are told once, to the first front that asks who we are. */
export function appService(
  options: HostOptions,
  settings: SettingsStore,
  emit: HostEmitter,
  notices: AppError[]
): HostService['app'] {
  const processors = os.cpus()
  const info: AppInfo = {
    ...options.info,
    dataFolder: options.dataDir,
    processor: (processors[0]?.model ?? '').trim(),
    cores: processors.length
  }
  return {
    info: () => {
      for (const notice of notices.splice(0)) setTimeout(() => emit.app.notice(notice.toFailure()))
      return info
    },
    settings: () => settings.current,
    changeSettings: async (part) => {
      const changed = await settings.change(part)
      emit.app.settingsChanged(changed)
      return changed
    },
    openLink: async (link) => {
      await options.openLink(link)
      return undefined
    },
    close: (answer) => {
      options.onCloseAnswer?.(answer)
      return undefined
    }
  }
}
