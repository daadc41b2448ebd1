import { z } from './zod'
import { appInfoSchema, linkSchema, menuCommandSchema, settingsSchema } from './schemas/app'
import {
  deviceChoiceSchema,
  deviceIdSchema,
  deviceReportSchema,
  setupProgressSchema
} from './schemas/devices'
import { failureSchema } from './schemas/failure'
import { namesConfigSchema } from './schemas/names-config'
import {
  cleaningSchema,
  datasetIdSchema,
  datasetReportSchema,
  datasetSummarySchema,
  fileHandleSchema,
  readOptionsSchema,
  readQuestionSchema,
  rowPageSchema,
  rowQuerySchema
} from './schemas/names-data'
import { classificationSchema, epochSchema, progressSchema, watchedSchema } from './schemas/names-metrics'
import {
  estimateSchema,
  runDetailSchema,
  runIdSchema,
  runStateSchema,
  runSummarySchema,
  trainingRequestSchema
} from './schemas/runs'
import { call, event, type Client, type Emitter, type Listeners, type Service } from './wire/terms'

const nothing = z.undefined()
const names = z.array(z.string().max(10_000)).max(500)

/** Either the data set is open, or the reader has a question. */
const opened = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), report: datasetReportSchema }),
  z.strictObject({ kind: z.literal('question'), question: readQuestionSchema })
])

/**
 * What a front (window, browser tab, command line) may ask of the host, and what the host reports. One line a call;
 * both ends are derived from this literal and no channel name is written anywhere else.
 */
export const contract = {
  app: {
    info: call(nothing, appInfoSchema),
    settings: call(nothing, settingsSchema),
    changeSettings: call(settingsSchema.omit({ formatVersion: true }).partial(), settingsSchema),
    openLink: call(linkSchema, nothing),
    /** The view's answer to 'close-requested'. */
    close: call(z.enum(['stop', 'continue', 'cancel']), nothing),
    settingsChanged: event(settingsSchema),
    menu: event(menuCommandSchema),
    /** Something to know that stops nothing: settings put aside, a checkpoint that was damaged. */
    notice: event(failureSchema),
    /** Files that arrived by the menu, a double click or a second start. */
    filesOpened: event(z.array(fileHandleSchema).max(1000))
  },
  data: {
    list: call(nothing, z.array(datasetSummarySchema)),
    open: call(
      z.strictObject({ files: z.array(fileHandleSchema).min(1).max(1000), read: readOptionsSchema }),
      opened
    ),
    attachTest: call(
      z.strictObject({
        dataset: datasetIdSchema,
        files: z.array(fileHandleSchema).min(1).max(1000),
        read: readOptionsSchema
      }),
      opened
    ),
    detachTest: call(datasetIdSchema, datasetReportSchema),
    report: call(datasetIdSchema, datasetReportSchema),
    rows: call(rowQuerySchema, rowPageSchema),
    clean: call(z.strictObject({ dataset: datasetIdSchema, cleaning: cleaningSchema }), datasetReportSchema),
    split: call(
      z.strictObject({
        dataset: datasetIdSchema,
        heldOut: z.number().min(0.05).max(0.5),
        seed: z.int().min(0)
      }),
      datasetReportSchema
    ),
    forget: call(datasetIdSchema, nothing),
    cancel: call(nothing, nothing),
    progress: event(z.strictObject({ file: z.string(), bytes: z.number(), total: z.number(), rows: z.int() }))
  },
  training: {
    estimate: call(trainingRequestSchema, estimateSchema),
    start: call(trainingRequestSchema, runIdSchema),
    pause: call(runIdSchema, nothing),
    /** Go on after a pause, a stop, or a crash: from the last checkpoint when the trainer is gone. */
    resume: call(runIdSchema, nothing),
    /** One batch, then pause. */
    step: call(runIdSchema, nothing),
    stop: call(runIdSchema, nothing),
    /** Ends a trainer that no longer answers. */
    kill: call(runIdSchema, nothing),
    setLearningRate: call(
      z.strictObject({ run: runIdSchema, learningRate: z.number().positive().max(1e6) }),
      nothing
    ),
    watch: call(z.array(z.string().max(512)).max(50), z.array(watchedSchema)),
    state: call(nothing, runStateSchema),
    changed: event(runStateSchema),
    progress: event(z.strictObject({ run: runIdSchema, progress: progressSchema })),
    epoch: event(z.strictObject({ run: runIdSchema, epoch: epochSchema }))
  },
  names: {
    /** Classify with a run: the weights of the live model while it trains, else of its best epoch. */
    classify: call(
      z.strictObject({ run: runIdSchema, names, detail: z.enum(['ranking', 'letters', 'states']) }),
      z.array(classificationSchema)
    ),
    /** The held-out names of one confusion cell, by the run's best epoch (or the live one). */
    cell: call(
      z.strictObject({ run: runIdSchema, truth: z.string(), answer: z.string() }),
      z.array(z.strictObject({ name: z.string(), probability: z.number() })).max(1000)
    ),
    /** A file in; a CSV of name, label, probability out. */
    classifyFile: call(
      z.strictObject({ run: runIdSchema, file: fileHandleSchema, read: readOptionsSchema }),
      z.strictObject({ fileName: z.string(), csv: z.string(), rows: z.int() })
    )
  },
  runs: {
    list: call(nothing, z.array(runSummarySchema)),
    show: call(runIdSchema, runDetailSchema),
    rename: call(z.strictObject({ run: runIdSchema, name: z.string().min(1).max(120) }), runSummarySchema),
    config: call(runIdSchema, namesConfigSchema),
    /** Into the trash; `restore` takes it out again. */
    remove: call(runIdSchema, nothing),
    restore: call(runIdSchema, nothing),
    /** Metrics as CSV. */
    exportMetrics: call(runIdSchema, z.strictObject({ fileName: z.string(), csv: z.string() })),
    changed: event(z.array(runSummarySchema))
  },
  devices: {
    list: call(nothing, z.array(deviceReportSchema)),
    /** Two seconds of the given model on every device that loads; examples a second. */
    race: call(
      trainingRequestSchema,
      z.array(z.strictObject({ device: deviceIdSchema, rate: z.number(), millisecondsPerBatch: z.number() }))
    ),
    choose: call(deviceChoiceSchema, z.array(deviceReportSchema)),
    setUpNative: call(z.enum(['auto', 'cpu', 'cuda']), nothing),
    cancelSetup: call(nothing, nothing),
    changed: event(z.array(deviceReportSchema)),
    setup: event(setupProgressSchema)
  }
} as const

export type HostContract = typeof contract
export type HostService = Service<HostContract>
export type HostClient = Client<HostContract>
export type HostEmitter = Emitter<HostContract>
export type HostListeners = Listeners<HostContract>
