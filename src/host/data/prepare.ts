import { AppError } from '#shared/errors/app-error'
import type { Cleaning } from '#shared/schemas/names-data'
import type { Audit } from './audit'
import type { NameTable } from './name-table'
import type { Pace } from './pace'
import { splitByName } from './split'

/** Which rows train and which are held out, after cleaning. Classes are in code-unit order, as `sorted(set(…))` is. */
export interface Division {
  readonly classes: readonly string[]
  /** [labels of the training file] index of the class, or -1 when cleaning left it no row. */
  readonly classOf: Int32Array
  /** Rows of the training file. */
  readonly train: Int32Array
  /** Rows of the test file when there is one, else of the training file; all of known classes. */
  readonly heldOut: Int32Array
  /** [heldOut] 1: the name does not stand in a training row. */
  readonly clean: Uint8Array<ArrayBuffer>
  /** [rows of the training file] 0: taken out by cleaning, 1: trains, 2: held out. */
  readonly part: Uint8Array
  /** Rows that cleaning took out. */
  readonly dropped: number
}

export interface Tables {
  readonly train: NameTable
  readonly test: NameTable | null
  readonly audit: Audit
}

/**
 * Divides a data set for training. With a test file, all of the training file trains; nothing of the test file is used
 * for anything but testing, except that its names are taken out of training when the user asks for it.
 * @throws AppError 'data-one-class' when cleaning leaves fewer than two classes
 */
export async function divide(
  { train, test, audit }: Tables,
  cleaning: Cleaning,
  split: { heldOut: number; seed: number },
  file: string,
  pace: Pace
): Promise<Division> {
  const rows = train.nameOf.length
  const part = new Uint8Array(rows)
  const hasRows = new Uint8Array(train.labels.length)
  let kept = 0
  for (let row = 0; row < rows; row++) {
    const name = train.nameOf[row] as number
    if (cleaning.dropDuplicates && audit.duplicate[row]) continue
    if (cleaning.dropConflicts && audit.conflict[name]) continue
    if (cleaning.dropLeaked && audit.test?.leaked[name]) continue
    part[row] = 1
    hasRows[train.labelOf[row] as number] = 1
    kept++
  }
  const present = [...train.labels.keys()].filter((label) => hasRows[label])
  const byText = (a: number, b: number) =>
    (train.labels[a] as string) < (train.labels[b] as string) ? -1 : 1
  const order = present.sort(byText)
  if (order.length < 2)
    throw new AppError('data-one-class', { file, label: train.labels[order[0] ?? 0] ?? '' })
  const classOf = new Int32Array(train.labels.length).fill(-1)
  order.forEach((label, index) => (classOf[label] = index))
  const classes = order.map((label) => train.labels[label] as string)
  const base = { classes, classOf, part, dropped: rows - kept }
  if (test && audit.test) return { ...base, ...againstTest(train, test, audit.test, part, classOf) }
  const input = {
    rows: pick(part, 1),
    nameOf: train.nameOf,
    labelOf: train.labelOf,
    names: train.names.length,
    labels: train.labels.length
  }
  const heldOutNames = await splitByName(input, split.heldOut, split.seed, pace)
  for (let row = 0; row < rows; row++)
    if (part[row] && heldOutNames[train.nameOf[row] as number]) part[row] = 2
  const heldOut = pick(part, 2)
  return { ...base, train: pick(part, 1), heldOut, clean: new Uint8Array(heldOut.length).fill(1) }
}

function againstTest(
  train: NameTable,
  test: NameTable,
  audit: NonNullable<Audit['test']>,
  part: Uint8Array,
  classOf: Int32Array
): Pick<Division, 'train' | 'heldOut' | 'clean'> {
  const trained = new Uint8Array(train.names.length)
  for (let row = 0; row < part.length; row++) if (part[row]) trained[train.nameOf[row] as number] = 1
  const known = test.labelOf.map((label) => {
    const trainLabel = audit.trainLabel[label] as number
    return trainLabel >= 0 && (classOf[trainLabel] as number) >= 0 ? 1 : 0
  })
  const heldOut = pick(known, 1)
  const clean = Uint8Array.from(heldOut, (row) => {
    const name = audit.trainName[test.nameOf[row] as number] as number
    return name >= 0 && trained[name] ? 0 : 1
  })
  return { train: pick(part, 1), heldOut, clean }
}

/** Indices whose value is `wanted`. */
function pick(values: Uint8Array | Int32Array, wanted: number): Int32Array {
  let count = 0
  for (const value of values) if (value === wanted) count++
  const picked = new Int32Array(count)
  let next = 0
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) picked[next++] = i
  return picked
}
