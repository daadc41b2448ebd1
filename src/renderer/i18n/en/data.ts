import type { BadRow, DataNote, ReadQuestion, SkipReason } from '#shared/schemas/names-data'
import { count } from '../numbers'

const n = (value: number): string => count(value, 'en')
const some = (value: number, one: string, many = `${one}s`): string =>
  `${n(value)} ${value === 1 ? one : many}`

const badReasons: Record<BadRow['reason'], string> = {
  'no-name': 'no name',
  'no-label': 'no class',
  'missing-column': 'a column is missing',
  'too-long': 'too long to be a name',
  'bad-letters': 'letters that cannot be read',
  'open-quote': 'a quotation mark is not closed',
  'extra-columns': 'too many columns'
}

const questions: Record<ReadQuestion['about'], { title: string; text: string }> = {
  columns: {
    title: 'Which columns hold the names and the classes?',
    text: 'The first lines of the file, as Unroll reads them.'
  },
  encoding: {
    title: 'Which encoding is this file in?',
    text: 'Choose the one in which the letters below look right.'
  },
  truncated: {
    title: 'This file is cut off',
    text: 'The compressed file ends too early. The rows before the cut can be used.'
  },
  'many-classes': {
    title: 'This file has very many classes',
    text: 'Most often that means that the wrong column was taken for the class.'
  }
}

const notes: Record<DataNote, (value: number) => string> = {
  cut: (value) => `${some(value, 'name')} longer than 64 letters: training cuts them`,
  controls: (value) =>
    `${some(value, 'name')} with invisible marks or marks that turn the direction of writing`,
  removed: (value) => `${some(value, 'row')} with control characters, which were taken out`,
  composed: (value) => `${some(value, 'name')} brought to one Unicode form (NFC)`,
  spaces: (value) => `${some(value, 'name')} with a space at the beginning or end, kept as written`,
  'open-quote': (value) => `${some(value, 'row')} with a quote that never closes, read as plain text`,
  replaced: (value) => `${some(value, 'letter')} that the encoding could not read; the rows are left out`,
  'files-skipped': (value) => `${some(value, 'file')} of the folder passed over`,
  truncated: (value) => `${some(value, 'row')} before the cut of the compressed file`
}

const skipReasons: Record<SkipReason, string> = {
  hidden: 'hidden file',
  readme: 'a read-me, not a class',
  backup: 'a backup copy',
  'not-text': 'not a text file',
  'link-outside': 'a link that leads out of the folder',
  folder: 'a folder inside the folder',
  empty: 'empty',
  binary: 'not text inside',
  unreadable: 'cannot be read'
}

export const data = {
  choose: 'Names data',
  none: 'No names open',
  rows: (value: number) => some(value, 'name'),
  classes: (value: number) => some(value, 'class', 'classes'),
  openFile: 'Open a file…',
  openFolder: 'Open a folder…',
  forget: (name: string) => `Take “${name}” off this list`,
  forgotten: (name: string) => `“${name}” is off the list; its files are where they were`,
  sampleName: 'Sample surnames',
  files: 'Files',
  encoding: (encoding: string, rows: number) => `${encoding} · ${some(rows, 'row')}`,
  skipReasons,
  skipped: (why: string) => `passed over: ${why}`,
  letters: (value: number) => some(value, 'different letter'),
  heldOut: {
    title: 'Held-out names',
    text: 'Kept apart from training, to see how the network does on names it never saw.',
    share: 'Share held out',
    seed: 'Seed of the split',
    counts: (train: number, heldOut: number) => `${n(train)} to train on · ${n(heldOut)} held out`,
    none: 'No name stands on both sides; each class keeps its share.'
  },
  test: {
    title: 'Test file',
    text: 'A second file to be scored on, instead of holding names out.',
    attach: 'Attach a test file…',
    detach: 'Detach',
    rows: (value: number) => some(value, 'test name'),
    leaked: (leaked: number, clean: number) =>
      `${n(leaked)} of them also stand in the training file; ${n(clean)} do not.`,
    unknown: (value: number) => `${some(value, 'row')} with a class that the training file lacks`
  },
  baselines: {
    title: 'What counting alone gets',
    text: 'A network that is worth its electricity beats these.',
    majority: (label: string) => `Always “${label}”`,
    ngram: 'Counting letters (2 to 4 in a row)',
    ceiling: 'Best possible: some names carry two classes'
  },
  health: {
    title: 'Health',
    good: 'Nothing to worry about: no bad rows, no duplicates, no conflicts.',
    bad: (value: number) => some(value, 'bad row'),
    badWhy: 'Left out; the rest of the file is used.',
    odd: (value: number) => `${some(value, 'row')} read with care`,
    oddWhy: 'Something was wrong in them, but they could be used.',
    duplicates: (value: number) => some(value, 'duplicate'),
    duplicatesWhy: 'The same name with the same class, again: it counts more than once.',
    conflicts: (value: number) => some(value, 'conflict'),
    conflictsWhy: 'A name with two or more classes: no network can get all of them right.',
    leaked: (value: number) => some(value, 'leaked name'),
    leakedWhy: 'Test names that also stand in the training file: the score is partly memory.',
    all: { duplicates: 'Duplicates', conflicts: 'Conflicts', leaked: 'Leaked names' },
    show: 'Show',
    fixDuplicates: 'Keep one of each',
    fixConflicts: 'Leave them out',
    fixLeaked: 'Leave them out of training',
    fixed: 'Left out',
    undo: 'Bring back',
    dropped: (value: number) => `${some(value, 'row')} left out`,
    badRows: {
      title: 'Bad rows',
      line: 'Line',
      file: 'File',
      reason: 'Why',
      text: 'Row',
      kept: 'kept',
      more: (shown: number, all: number) => `The first ${n(shown)} of ${n(all)}.`
    },
    badReasons
  },
  notes,
  classChart: {
    title: 'Classes',
    label: 'Class',
    count: 'Names',
    heldOut: 'Held out',
    log: 'Log scale',
    all: (value: number) => `Show all ${n(value)}`,
    fewer: 'Show fewer',
    filter: (label: string, value: number) => `${label}: ${some(value, 'name')}. Show them`
  },
  lengths: {
    title: 'Letters in a name',
    length: 'Letters',
    count: 'Names',
    bar: (length: number, value: number) => `${some(length, 'letter')}: ${some(value, 'name')}`,
    summary: (middle: number, longest: number) =>
      `Half have ${n(middle)} or fewer; the longest has ${n(longest)}.`
  },
  table: {
    title: 'Names',
    search: 'Search names',
    filter: 'Show',
    filters: {
      all: 'All names',
      train: 'To train on',
      'held-out': 'Held out',
      duplicate: 'Duplicates',
      conflict: 'Conflicts',
      leaked: 'Leaked'
    },
    anyClass: 'Every class',
    classFilter: 'Class',
    name: 'Name',
    label: 'Class',
    part: 'Part',
    note: 'Note',
    parts: { train: 'train', 'held-out': 'held out' },
    notes: {
      duplicate: 'duplicate',
      conflict: 'conflict',
      leaked: 'leaked',
      cut: 'cut',
      controls: 'control characters'
    },
    range: (from: number, to: number, total: number) => `${n(from)}–${n(to)} of ${n(total)}`,
    previous: 'Previous page',
    next: 'Next page',
    nothing: 'No name matches.',
    clear: 'Show all names',
    tryIt: (name: string) => `Try ${name}`
  },
  empty: {
    title: 'Open names to learn from',
    text: 'A CSV, TSV or text file with a name and its class in each row (also as .gz), or a folder with one text file per class. Or drop it anywhere on this window.'
  },
  reading: (file: string) => `Reading ${file}`,
  readingRows: (rows: number) => `${some(rows, 'row')} so far`,
  question: {
    ...questions,
    nameColumn: 'Names',
    labelColumn: 'Classes',
    header: 'The first row holds the column names',
    separator: 'Separator',
    separators: { ',': 'Comma', '\t': 'Tab', ';': 'Semicolon', '|': 'Bar' },
    encodingLabel: 'Encoding',
    column: (i: number) => `Column ${i}`,
    same: 'Names and classes cannot be the same column.',
    count: (about: ReadQuestion['about'], value: number) =>
      about === 'truncated'
        ? `${some(value, 'row')} before the cut.`
        : `${some(value, 'different class', 'different classes')}.`,
    open: 'Open',
    useRows: 'Use these rows',
    openAnyway: 'Open anyway',
    otherColumns: 'Choose the columns'
  }
}
