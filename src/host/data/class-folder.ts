import { promises as fs, type Dirent } from 'node:fs'
import path from 'node:path'
import type { SkipReason } from '#shared/schemas/names-data'
import { fileFailure } from './byte-file'
import type { Pace } from './pace'

/** A text file whose name is the class of every line in it: Korean.txt. */
export interface ClassFile {
  readonly path: string
  readonly name: string
  readonly label: string
}

export interface FolderListing {
  readonly files: ClassFile[]
  readonly skipped: { name: string; reason: SkipReason }[]
}

/** The class that a file's name gives: the name without `.txt`. */
export const labelOf = (name: string): string =>
  name
    .replace(/\.txt$/i, '')
    .normalize('NFC')
    .trim()

export const isTextName = (name: string): boolean => /\.txt$/i.test(name)

/**
 * Lists a folder of Class.txt files (the layout of PyTorch's names data), in the order of their names. What is passed
 * over is listed with the reason. Links that lead out of the folder are not followed.
 * @throws AppError 'data-file-missing', 'data-file-unreadable', 'data-cancelled'
 */
export async function listClassFolder(folder: string, name: string, pace: Pace): Promise<FolderListing> {
  const files: ClassFile[] = []
  const skipped: FolderListing['skipped'] = []
  try {
    const root = await fs.realpath(folder)
    const entries = await fs.opendir(root)
    for await (const entry of entries) {
      if (pace.due) await pace.rest()
      const reason = await skipReason(entry, root)
      if (reason) skipped.push({ name: entry.name, reason })
      else files.push({ path: path.join(root, entry.name), name: entry.name, label: labelOf(entry.name) })
    }
  } catch (thrown) {
    throw fileFailure(thrown, name)
  }
  const byName = (a: { name: string }, b: { name: string }) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : 0
  return { files: files.sort(byName), skipped: skipped.sort(byName) }
}

async function skipReason(entry: Dirent, root: string): Promise<SkipReason | undefined> {
  const { name } = entry
  if (name.startsWith('.') || /^(desktop\.ini|thumbs\.db)$/i.test(name)) return 'hidden'
  if (/~$|\.(bak|old|orig|swp|tmp)$|\.(bak|old|orig)\.txt$|^~\$|^#.*#$/i.test(name)) return 'backup'
  if (entry.isDirectory()) return 'folder'
  if (/^(readme|licen[cs]e|copying|notice|changelog)\b/i.test(name)) return 'readme'
  if (!isTextName(name) || labelOf(name) === '') return 'not-text'
  if (entry.isSymbolicLink()) return linkReason(path.join(root, name), root)
  return entry.isFile() ? undefined : 'unreadable'
}

async function linkReason(link: string, root: string): Promise<SkipReason | undefined> {
  try {
    const target = await fs.realpath(link)
    if (!target.startsWith(root + path.sep)) return 'link-outside'
    return (await fs.stat(target)).isFile() ? undefined : 'folder'
  } catch {
    return 'unreadable'
  }
}
