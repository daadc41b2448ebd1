import path from 'node:path'

/** Where the built program keeps its parts. */
export interface Places {
  readonly trainer: string
  readonly preload: string
  readonly page: string
  readonly resources: string
}

/** The trainer loads libraries of the system and compilers read the resources: in a packaged app both lie beside the archive. */
const outsideArchive = (file: string): string => file.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked')

/** @param entryDir `__dirname` of a built entry file, out/main */
export function placesOf(entryDir: string): Places {
  return {
    trainer: outsideArchive(path.join(entryDir, 'trainer.js')),
    preload: path.join(entryDir, '../preload/index.js'),
    page: path.join(entryDir, '../renderer'),
    resources: outsideArchive(path.join(entryDir, '../resources'))
  }
}
