import os from 'node:os'
import path from 'node:path'

/**
 * Where runs, settings and the native runtime live outside Electron, which has a place of its own: `UNROLL_DATA_DIR`, or
 * the platform's folder for applications' data.
 */
export function defaultDataDir(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = os.homedir()
): string {
  const given = environment['UNROLL_DATA_DIR']
  if (given) return path.resolve(given)
  if (platform === 'win32') {
    return path.join(environment['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Unroll')
  }
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Unroll')
  return path.join(environment['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'unroll')
}
