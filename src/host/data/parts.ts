import { createHash } from 'node:crypto'
import type { LabelledNames, NamesParts } from '#shared/trainer-contract'
import type { NameTable } from './name-table'
import type { Pace } from './pace'
import type { Division, Tables } from './prepare'

/** The names and class indices that a trainer gets. */
export async function buildParts(
  { train, test, audit }: Tables,
  division: Division,
  pace: Pace
): Promise<NamesParts> {
  const { classes, classOf, clean } = division
  const testClass = audit.test?.trainLabel.map((label) => (label < 0 ? -1 : (classOf[label] as number)))
  const heldOut =
    test && testClass
      ? await select(test, division.heldOut, testClass, pace)
      : await select(train, division.heldOut, classOf, pace)
  return { classes: [...classes], train: await select(train, division.train, classOf, pace), heldOut, clean }
}

async function select(
  table: NameTable,
  rows: Int32Array,
  classOf: Int32Array,
  pace: Pace
): Promise<LabelledNames> {
  const names: string[] = []
  const labels = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    if ((i & 4095) === 0 && pace.due) await pace.rest()
    const row = rows[i] as number
    names.push(table.names[table.nameOf[row] as number] as string)
    labels[i] = classOf[table.labelOf[row] as number] as number
  }
  return { names, labels }
}

/** SHA-256 of everything that training sees, so that a run knows its data again wherever the file lies. */
export async function hashParts(parts: NamesParts, pace: Pace): Promise<string> {
  const hash = createHash('sha256')
  hash.update(JSON.stringify(parts.classes))
  for (const { names, labels } of [parts.train, parts.heldOut]) {
    hash.update(`\n${names.length}\n`)
    for (let from = 0; from < names.length; from += 4096) {
      hash.update(`${names.slice(from, from + 4096).join('\n')}\n`)
      if (pace.due) await pace.rest()
    }
    hash.update(littleEndian(labels))
  }
  return hash.digest('hex')
}

/** The same bytes on every machine. */
function littleEndian(values: Int32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 4))
  values.forEach((value, i) => bytes.setInt32(i * 4, value, true))
  return new Uint8Array(bytes.buffer)
}
