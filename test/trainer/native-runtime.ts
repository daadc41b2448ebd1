import { existsSync } from 'node:fs'
import path from 'node:path'
import { defaultDataDir } from '#host/data-dir'
import { nativeFolder } from '#host/native/folder'
import { nativeSources } from '#host/native/places'
import { nativeManifestName } from '#shared/schemas/native'

/** The native runtime of this machine, where there is one: `npm run setup:native` makes it. */
export const manifestPath = path.join(nativeFolder(defaultDataDir()), nativeManifestName)
export const packageDir = nativeSources(process.cwd(), path.resolve('resources')).packageDir
export const hasRuntime = existsSync(manifestPath)
export const skipped = hasRuntime ? '' : ' (skipped: no native runtime; npm run setup:native makes one)'
