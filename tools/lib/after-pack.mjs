import { rmSync } from 'node:fs'
import path from 'node:path'

/** An Electron that was brought along for tests may carry an app of its own, which would be started instead of ours. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : path.join(appOutDir, 'resources')
  for (const other of ['app', 'default_app.asar']) {
    rmSync(path.join(resources, other), { recursive: true, force: true })
  }
}
