import { z } from '../zod'

// A names data set as the host knows it. Data never becomes a path and labels are never keys of plain objects.

/** A file that the host may read: given out for a dialog, a drop, an upload or an argument. The view never names a path. */
export const fileHandleSchema = z.strictObject({
  handle: z.string().regex(/^[a-z0-9-]{8,40}$/),
  name: z.string().max(400),
  bytes: z.int().nonnegative(),
  kind: z.enum(['file', 'folder'])
})

export const datasetIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** How to read a file, where the reader's own guess is not wanted. */
export const readOptionsSchema = z.strictObject({
  encoding: z.string().max(40).optional(),
  separator: z.enum([',', '\t', ';', '|']).optional(),
  header: z.boolean().optional(),
  nameColumn: z.int().min(0).max(1000).optional(),
  labelColumn: z.int().min(0).max(1000).optional(),
  /** A gzip file that is cut off: use the rows before the cut. */
  acceptTruncated: z.boolean().optional(),
  /** More than 1,000 classes were confirmed. */
  acceptManyClasses: z.boolean().optional()
})

/** Asked when the reader is in doubt: what it guesses, and the first lines to decide by. */
export const readQuestionSchema = z.strictObject({
  about: z.enum(['columns', 'encoding', 'truncated', 'many-classes']),
  file: fileHandleSchema,
  guess: readOptionsSchema,
  encodings: z.array(z.string()),
  /** about 'encoding': for each of `encodings`, up to five lines with letters beyond ASCII as it would read them. */
  samples: z.array(z.array(z.string())),
  header: z.array(z.string()).nullable(),
  preview: z.array(z.array(z.string())),
  /** about 'truncated': rows before the cut; 'many-classes': how many. */
  count: z.int().nonnegative().nullable()
})

/** What is done about rows that hurt; nothing unless the user says so. */
export const cleaningSchema = z.strictObject({
  dropDuplicates: z.boolean(),
  /** Names that carry two or more labels. */
  dropConflicts: z.boolean(),
  /** Training rows whose name also stands in the test file. */
  dropLeaked: z.boolean()
})

/** Why an entry of a folder was passed over. */
export const skipReasons = [
  'hidden',
  'readme',
  'backup',
  'not-text',
  'link-outside',
  'folder',
  'empty',
  'binary',
  'unreadable'
] as const

/** What was found in rows that are kept, counted: nothing is mended in silence. */
export const dataNotes = [
  'cut', // names longer than 64 code points: training cuts them
  'controls', // names with marks that turn the direction of writing or are invisible
  'removed', // names or classes out of which NUL and other control codes were taken
  'composed', // names that were made NFC
  'spaces', // quoted names that begin or end with a space, kept as they are
  'open-quote', // rows with a quote that never closes, read as plain text
  'replaced', // letters that the encoding could not decode (their rows are left out)
  'files-skipped', // entries of a folder that were passed over
  'truncated' // rows before the cut of a gzip file
] as const

/** A row with something wrong in it. */
export const badRowSchema = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  /** False: left out and counted in `badRows`. True: read as well as could be, and counted in `notes`. */
  kept: z.boolean(),
  reason: z.enum([
    'no-name',
    'no-label',
    'missing-column',
    'too-long',
    'bad-letters',
    'open-quote',
    'extra-columns'
  ]),
  text: z.string().max(200)
})

/** Counting alone: what any network has to beat. Shares in [0, 1]. */
export const baselinesSchema = z.strictObject({
  majority: z.strictObject({ label: z.string(), accuracy: z.number() }),
  /** 2+3+4-gram naive Bayes, add 0.3. */
  ngram: z.strictObject({
    accuracy: z.number(),
    cleanAccuracy: z.number().nullable(),
    macroRecall: z.number()
  }),
  /** Accuracy of the best single label per name. */
  ceiling: z.number()
})

export const datasetSummarySchema = z.strictObject({
  id: datasetIdSchema,
  name: z.string(),
  sample: z.boolean(),
  rows: z.int().nonnegative(),
  classes: z.int().nonnegative(),
  testName: z.string().nullable()
})

export const datasetReportSchema = z.strictObject({
  summary: datasetSummarySchema,
  files: z.array(
    z.strictObject({
      name: z.string(),
      encoding: z.string(),
      rows: z.int(),
      skipped: z.enum(skipReasons).nullable()
    })
  ),
  /** Most frequent first. `test`: rows of the class in the test file, or held out. */
  classes: z.array(z.strictObject({ label: z.string(), count: z.int(), heldOut: z.int() })),
  /** Index: length in code points; value: rows. */
  lengths: z.array(z.int()),
  letters: z.int(),
  rows: z.int(),
  /** Rows of the training file beyond the first with the same name and class. */
  duplicates: z.int(),
  /** Distinct names, of training and test file together, that carry two or more labels. */
  conflicts: z.int(),
  /** Rows left out; the first of them, and of those that were kept with something wrong, are listed. */
  badRows: z.int(),
  badRowList: z.array(badRowSchema).max(20),
  notes: z.array(z.strictObject({ code: z.enum(dataNotes), count: z.int() })),
  /** Null without a test file. `leaked`: test rows whose name is also in the training file; `sameLabel`: of those, with the same label. */
  test: z
    .strictObject({
      rows: z.int(),
      badRows: z.int(),
      leaked: z.int(),
      leakedSameLabel: z.int(),
      clean: z.int(),
      unknownLabels: z.int()
    })
    .nullable(),
  split: z.strictObject({ train: z.int(), heldOut: z.int(), share: z.number() }),
  cleaning: cleaningSchema,
  /** Rows that cleaning took out. */
  dropped: z.int(),
  baselines: baselinesSchema
})

export const rowFilterSchema = z.enum(['all', 'train', 'held-out', 'duplicate', 'conflict', 'leaked'])

export const rowQuerySchema = z.strictObject({
  dataset: datasetIdSchema,
  search: z.string().max(200),
  label: z.string().nullable(),
  filter: rowFilterSchema,
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(500)
})

export const rowPageSchema = z.strictObject({
  total: z.int(),
  rows: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      part: z.enum(['train', 'held-out']),
      notes: z.array(z.enum(['duplicate', 'conflict', 'leaked', 'cut', 'controls']))
    })
  )
})

export type FileHandle = z.infer<typeof fileHandleSchema>
export type ReadOptions = z.infer<typeof readOptionsSchema>
export type ReadQuestion = z.infer<typeof readQuestionSchema>
export type SkipReason = (typeof skipReasons)[number]
export type DataNote = (typeof dataNotes)[number]
export type Cleaning = z.infer<typeof cleaningSchema>
export type BadRow = z.infer<typeof badRowSchema>
export type Baselines = z.infer<typeof baselinesSchema>
export type DatasetSummary = z.infer<typeof datasetSummarySchema>
export type DatasetReport = z.infer<typeof datasetReportSchema>
export type RowQuery = z.infer<typeof rowQuerySchema>
export type RowPage = z.infer<typeof rowPageSchema>
