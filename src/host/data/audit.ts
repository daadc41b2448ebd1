import type { NameTable } from './name-table'
import type { Pace } from './pace'

/** What is found when rows are compared with each other, and with a test file. Nothing is changed by it. */
export interface Audit {
  /** [rows] 1: an earlier row has the same name and class. */
  readonly duplicate: Uint8Array
  readonly duplicates: number
  /** [distinct names] 1: the name carries two or more classes in the training file itself. */
  readonly conflict: Uint8Array
  /** Distinct names, of both files together, with two or more classes. */
  readonly conflicts: number
  /** Null without a test file. */
  readonly test: TestAudit | null
}

export interface TestAudit {
  /** [distinct test names] index of the same name in the training file, or -1. */
  readonly trainName: Int32Array
  /** [distinct training names] 1: the name also stands in the test file. */
  readonly leaked: Uint8Array
  /** [test classes] index of the same class in the training file, or -1. */
  readonly trainLabel: Int32Array
  /** [distinct test names], [distinct training names] 1: two or more classes in both files together. */
  readonly conflict: Uint8Array
  readonly trainConflict: Uint8Array
  /** Test rows whose name stands in the training file; of those, rows whose class stands there with it. */
  readonly leakedRows: number
  readonly leakedSameLabel: number
  /** Test rows of a class that the training file does not have. */
  readonly unknownLabels: number
}

/** The classes of each name: nearly always one, so only further ones take a set. */
class LabelsOfNames {
  readonly #first: Int32Array
  readonly #further = new Map<number, Set<number>>()

  constructor(names: number) {
    this.#first = new Int32Array(names).fill(-1)
  }

  has(name: number, label: number): boolean {
    return this.#first[name] === label || this.#further.get(name)?.has(label) === true
  }

  /** Returns false when the name had this class before. */
  add(name: number, label: number): boolean {
    if (this.has(name, label)) return false
    if (this.#first[name] === -1) this.#first[name] = label
    else {
      const further = this.#further.get(name)
      if (further) further.add(label)
      else this.#further.set(name, new Set([label]))
    }
    return true
  }

  /** Names with two or more classes. */
  get conflicts(): Iterable<number> {
    return this.#further.keys()
  }

  get conflictCount(): number {
    return this.#further.size
  }
}

export async function auditTables(train: NameTable, test: NameTable | null, pace: Pace): Promise<Audit> {
  const rows = train.nameOf.length
  const known = new LabelsOfNames(train.names.length)
  const duplicate = new Uint8Array(rows)
  let duplicates = 0
  for (let row = 0; row < rows; row++) {
    if ((row & 4095) === 0 && pace.due) await pace.rest()
    if (known.add(train.nameOf[row] as number, train.labelOf[row] as number)) continue
    duplicate[row] = 1
    duplicates++
  }
  const conflict = new Uint8Array(train.names.length)
  for (const name of known.conflicts) conflict[name] = 1
  const found = test && (await auditTest(train, test, known, pace))
  return {
    duplicate,
    duplicates,
    conflict,
    conflicts: known.conflictCount + (found?.conflicts ?? 0),
    test: found
  }
}

/** Adds the test file's classes to `known` as it goes. */
async function auditTest(
  train: NameTable,
  test: NameTable,
  known: LabelsOfNames,
  pace: Pace
): Promise<TestAudit & { conflicts: number }> {
  const trainLabels = new Map(train.labels.map((label, index) => [label, index]))
  const trainLabel = Int32Array.from(test.labels, (label) => trainLabels.get(label) ?? -1)
  const trainName = new Int32Array(test.names.length)
  const leaked = new Uint8Array(train.names.length)
  for (let name = 0; name < test.names.length; name++) {
    if ((name & 1023) === 0 && pace.due) await pace.rest()
    const index = train.nameIndex.get(test.names[name] as string) ?? -1
    trainName[name] = index
    if (index >= 0) leaked[index] = 1
  }
  let leakedRows = 0
  let leakedSameLabel = 0
  let unknownLabels = 0
  for (let row = 0; row < test.nameOf.length; row++) {
    const name = trainName[test.nameOf[row] as number] as number
    const label = trainLabel[test.labelOf[row] as number] as number
    if (label < 0) unknownLabels++
    if (name < 0) continue
    leakedRows++
    if (label >= 0 && known.has(name, label)) leakedSameLabel++
  }
  // Only now, so that classes of the test file do not count as those of the training file.
  const own = new LabelsOfNames(test.names.length)
  for (let row = 0; row < test.nameOf.length; row++) {
    if ((row & 4095) === 0 && pace.due) await pace.rest()
    const testName = test.nameOf[row] as number
    const name = trainName[testName] as number
    const testLabel = test.labelOf[row] as number
    const label = trainLabel[testLabel] as number
    // Classes that only the test file has are numbered behind those of the training file.
    const both = label >= 0 ? label : train.labels.length + testLabel
    if (name >= 0) known.add(name, both)
    else own.add(testName, both)
  }
  const conflict = new Uint8Array(test.names.length)
  for (const name of own.conflicts) conflict[name] = 1
  const trainConflict = new Uint8Array(train.names.length)
  for (const name of known.conflicts) trainConflict[name] = 1
  trainName.forEach((name, testName) => {
    if (name >= 0 && trainConflict[name]) conflict[testName] = 1
  })
  return {
    ...{ trainName, leaked, trainLabel, conflict, trainConflict, leakedRows, leakedSameLabel, unknownLabels },
    conflicts: own.conflictCount
  }
}
