/** Does this drag hold files at all? Text being dragged inside the page does not. */
export const holdsFiles = (transfer: DataTransfer | null): boolean =>
  transfer?.types.includes('Files') ?? false

/**
 * The files of a drop. In Electron a folder stays one entry, whose path the preload knows; in a browser tab the page has to
 * walk it, one level deep and in order, since the host may not.
 */
export async function droppedFiles(transfer: DataTransfer, front: 'electron' | 'browser'): Promise<File[]> {
  if (front === 'electron') return [...transfer.files]
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const plain = [...transfer.files] // read before the first await: a drop's list is emptied after the event
  if (!entries.some((entry) => entry?.isDirectory)) return plain
  const lists = await Promise.all(entries.map((entry) => (entry ? filesOf(entry) : Promise.resolve([]))))
  return lists.flat().sort((a, b) => (a.name < b.name ? -1 : 1))
}

function filesOf(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) {
    return new Promise((resolve, reject) => {
      ;(entry as FileSystemFileEntry).file((file) => resolve([file]), reject)
    })
  }
  return readAll((entry as FileSystemDirectoryEntry).createReader()).then(async (inside) => {
    const files = inside.filter((child) => child.isFile && !child.name.startsWith('.'))
    return (await Promise.all(files.map(filesOf))).flat()
  })
}

/** A reader gives at most 100 entries a call. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject)
    )
    if (some.length === 0) return all
    all.push(...some)
  }
}
