import { readFile } from 'node:fs/promises'
import { systemCode } from './disk-failure'

/** What came of reading a JSON file: its value, nothing there, or damage. */
export type JsonRead =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged'; readonly reason: string }

/** Reads a small JSON file of ours; never throws. */
export async function readJson(file: string): Promise<JsonRead> {
  try {
    return { kind: 'value', value: JSON.parse(await readFile(file, 'utf8')) as unknown }
  } catch (thrown) {
    const missing = ['ENOENT', 'ENOTDIR'].includes(systemCode(thrown))
    return missing ? { kind: 'missing' } : { kind: 'damaged', reason: String(thrown) }
  }
}

/** The formatVersion of something that was read, or undefined. */
export function formatVersion(value: unknown): number | undefined {
  const version =
    typeof value === 'object' && value !== null
      ? (value as { formatVersion?: unknown }).formatVersion
      : undefined
  return typeof version === 'number' ? version : undefined
}

/** As we write it: for people to read and to compare. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
