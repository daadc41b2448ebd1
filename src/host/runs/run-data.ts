import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { NamesParts } from '#shared/trainer-contract'
import { z } from '#shared/zod'
import { saveAtomic } from '../files/save-atomic'

// A run keeps the names that it learns and is tested with, so it goes on exactly, and shows its mistakes, also when the
// file that they came from has changed or gone.

const labels = z.array(z.int().nonnegative())
const partSchema = z.strictObject({ names: z.array(z.string()), labels })
const storedPartsSchema = z.strictObject({
  classes: z.array(z.string()).min(2),
  train: partSchema,
  heldOut: partSchema,
  clean: z.array(z.int().min(0).max(1))
})
const fileSchema = z.strictObject({
  formatVersion: z.literal(1),
  sha256: z.string(),
  parts: storedPartsSchema
})

const largest = 1024 * 1024 * 1024 // bytes after gunzip

const digest = (parts: z.infer<typeof storedPartsSchema>): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** Writes the parts as gzipped JSON. Throws as saveAtomic does. */
export async function saveRunData(file: string, parts: NamesParts): Promise<void> {
  const part = ({ names, labels }: NamesParts['train']) => ({ names, labels: [...labels] })
  const stored = {
    classes: parts.classes,
    train: part(parts.train),
    heldOut: part(parts.heldOut),
    clean: [...parts.clean]
  }
  const text = JSON.stringify({ formatVersion: 1, sha256: digest(stored), parts: stored })
  await saveAtomic(file, await promisify(gzip)(text))
}

/** Reads them back; throws for anything that is not exactly what was written. */
export async function loadRunData(file: string): Promise<NamesParts> {
  const text = await promisify(gunzip)(await readFile(file), { maxOutputLength: largest })
  const { sha256, parts } = fileSchema.parse(JSON.parse(text.toString('utf8')))
  if (sha256 !== digest(parts)) throw new Error('the checksum does not fit')
  const part = ({ names, labels }: z.infer<typeof partSchema>) => ({ names, labels: Int32Array.from(labels) })
  return {
    classes: parts.classes,
    train: part(parts.train),
    heldOut: part(parts.heldOut),
    clean: Uint8Array.from(parts.clean)
  }
}
