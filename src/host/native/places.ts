import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { BindingSources } from './compile'

/**
 * Where the parts to compile lie: in a clone under node_modules, in the packaged app beside the code or, for the
 * headers, in the resources folder (`node-api-headers`). A folder that is not there is named all the same; the set-up
 * says that it is missing.
 *
 * @param appDir a folder inside the app from which packages resolve, e.g. that of the running bundle
 */
export function nativeSources(appDir: string, resourcesDir: string): BindingSources {
  const load = createRequire(path.join(appDir, 'anchor.js'))
  const packed = path.join(resourcesDir, 'node-api-headers')
  return {
    packageDir: packageFolder(load, '@tensorflow/tfjs-node-gpu', appDir),
    headersDir: existsSync(packed)
      ? packed
      : path.join(packageFolder(load, 'node-api-headers', appDir), 'include')
  }
}

function packageFolder(load: NodeJS.Require, name: string, appDir: string): string {
  try {
    return path.dirname(load.resolve(`${name}/package.json`))
  } catch {
    return path.join(appDir, 'node_modules', name)
  }
}
