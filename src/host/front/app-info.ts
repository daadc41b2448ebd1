import type { AppInfo } from '#shared/schemas/app'
import type { HostOptions } from '../terms'

const platforms = ['linux', 'darwin', 'win32'] as const

const platformOf = (platform: string): AppInfo['platform'] =>
  platforms.find((known) => known === platform) ?? 'other'

/** What a front tells about itself. `locale`: the system's language tag, where the front knows it better than Node. */
export function describeFront(
  front: AppInfo['front'],
  version: string,
  locale = Intl.DateTimeFormat().resolvedOptions().locale
): HostOptions['info'] {
  const versions: Record<string, string> = {}
  for (const part of ['electron', 'chrome', 'node', 'v8'] as const) {
    const found = (process.versions as Record<string, string | undefined>)[part]
    if (found) versions[part] = found
  }
  return { version, front, platform: platformOf(process.platform), locale, versions }
}
