import { headerKey, labelWords, nameWords } from './header-words'

/** Which column holds what. `doubt`: a person should look. Column numbers from 0; label -1: there is none. */
export interface ColumnGuess {
  header: boolean
  name: number
  label: number
  doubt: boolean
}

interface Column {
  index: number
  distinct: number
  /** Share of cells with a letter in them. */
  letters: number
}

/** Guesses the name column alone, for files of names to be classified. */
export function guessNameColumn(rows: readonly string[][], columns: number): ColumnGuess {
  const byWord = findWord(rows[0] ?? [], nameWords)
  const once = rows.filter((row) => row[byWord] === rows[0]?.[byWord]).length === 1
  if (byWord >= 0 && once) return { header: true, name: byWord, label: -1, doubt: false }
  const [best] = describe(rows, columns).sort((a, b) => b.letters * b.distinct - a.letters * a.distinct)
  return { header: false, name: best?.index ?? 0, label: -1, doubt: columns > 1 }
}

/**
 * Guesses the columns of a file of names and classes: by the words of a header, by labels known from the training file,
 * or because classes repeat and names do not.
 */
export function guessColumns(
  rows: readonly string[][],
  columns: number,
  knownLabels?: ReadonlySet<string>
): ColumnGuess {
  const first = rows[0] ?? []
  const nameWord = findWord(first, nameWords)
  const labelWord = findWord(first, labelWords, nameWord)
  if (nameWord >= 0 && labelWord >= 0) return { header: true, name: nameWord, label: labelWord, doubt: false }
  const known = knownLabels ? columnOfLabels(rows, columns, knownLabels) : -1
  const guess = known >= 0 ? besideLabel(rows, columns, known) : byRepetition(rows, columns)
  if (nameWord >= 0 && nameWord !== guess.label) guess.name = nameWord
  if (labelWord >= 0 && labelWord !== guess.name) guess.label = labelWord
  if (knownLabels?.has((first[guess.label] ?? '').normalize('NFC'))) return { ...guess, header: false }
  return { ...guess, ...guessHeader(rows, guess, nameWord >= 0 || labelWord >= 0) }
}

type Pair = Pick<ColumnGuess, 'name' | 'label' | 'doubt'>

/** Names differ, classes repeat. With three columns or more that is no proof. */
function byRepetition(rows: readonly string[][], columns: number): Pair {
  const described = describe(rows, columns)
  if (columns === 2) {
    const [a, b] = described as [Column, Column]
    const swapped = a.distinct < b.distinct
    const [name, label] = swapped ? [b, a] : [a, b]
    const clear = swapped
      ? label.distinct * 2 <= name.distinct && name.letters >= 0.5
      : label.distinct < name.distinct || rows.length < 8
    return { name: name.index, label: label.index, doubt: !clear || name.letters < 0.5 }
  }
  const names = [...described].sort((a, b) => b.letters * b.distinct - a.letters * a.distinct)
  const name = names[0]?.index ?? 0
  const labels = described.filter(({ index }) => index !== name).sort((a, b) => a.distinct - b.distinct)
  const label = labels.find(({ distinct }) => distinct > 1) ?? labels[0]
  return { name, label: label?.index ?? 1, doubt: true }
}

function besideLabel(rows: readonly string[][], columns: number, label: number): Pair {
  const names = describe(rows, columns)
    .filter(({ index }) => index !== label)
    .sort((a, b) => b.letters * b.distinct - a.letters * a.distinct)
  return { name: names[0]?.index ?? 0, label, doubt: columns > 2 }
}

function columnOfLabels(rows: readonly string[][], columns: number, labels: ReadonlySet<string>): number {
  for (let index = columns - 1; index >= 0; index--) {
    const known = rows.filter((row) => labels.has((row[index] ?? '').normalize('NFC'))).length
    if (known >= rows.length * 0.8 - 1 && known > 0) return index
  }
  return -1
}

/** Without a known word: a first row whose class never comes again, where classes do repeat, may be a header. */
function guessHeader(
  rows: readonly string[][],
  guess: Pair,
  word: boolean
): Pick<ColumnGuess, 'header' | 'doubt'> {
  const [first, ...others] = rows.map((row) => row[guess.label] ?? '')
  const alone = !others.includes(first ?? '')
  if (word && alone) return { header: true, doubt: guess.doubt }
  const repeats = new Set(others).size * 2 <= others.length
  return { header: false, doubt: guess.doubt || (alone && repeats && others.length >= 8) || word }
}

function findWord(cells: readonly string[], words: ReadonlySet<string>, except = -1): number {
  return cells.findIndex((cell, index) => index !== except && words.has(headerKey(cell)))
}

function describe(rows: readonly string[][], columns: number): Column[] {
  return Array.from({ length: columns }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '')
    const letters = cells.filter((cell) => /\p{L}/u.test(cell)).length
    return { index, distinct: new Set(cells).size, letters: cells.length === 0 ? 0 : letters / cells.length }
  })
}
