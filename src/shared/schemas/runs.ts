import { z } from '../zod'
import { deviceChoiceSchema, deviceIdSchema } from './devices'
import { failureSchema } from './failure'
import { namesConfigSchema } from './names-config'
import { baselinesSchema, datasetIdSchema } from './names-data'
import { epochSchema, progressSchema } from './names-metrics'

/** Ours, so that data never becomes a path. */
export const runIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** Why a run ended or stands still. */
export const stopReasonSchema = z.enum([
  'finished',
  'early-stop',
  'stopped',
  'diverged',
  'crashed',
  'disk-full',
  'closed'
])

export const runSummarySchema = z.strictObject({
  formatVersion: z.literal(1),
  id: runIdSchema,
  name: z.string().max(120),
  task: z.literal('names'),
  preset: z.string(),
  /** ISO 8601, for people; order within a run is by step. */
  created: z.string(),
  data: z.strictObject({
    name: z.string(),
    hash: z.string(),
    rows: z.int(),
    testName: z.string().nullable()
  }),
  classes: z.array(z.string()),
  device: deviceIdSchema.nullable(),
  parameters: z.int(),
  baselines: baselinesSchema,
  epochs: z.int(),
  epochsPlanned: z.int(),
  /** Best held-out accuracy so far, and where. */
  best: z.strictObject({ epoch: z.int(), accuracy: z.number(), macroRecall: z.number() }).nullable(),
  stop: stopReasonSchema.nullable(),
  seconds: z.number(),
  /** Held-out accuracy by epoch, at most 60 values, for a spark line. */
  spark: z.array(z.number())
})

/** A run is a union, not flags: each state carries only what it can have. */
export const runStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({
    kind: z.literal('loading'),
    run: runIdSchema,
    stage: z.enum(['data', 'device', 'model', 'checkpoint'])
  }),
  z.strictObject({
    kind: z.literal('training'),
    run: runIdSchema,
    device: deviceIdSchema,
    progress: progressSchema.nullable(),
    /** No heartbeat for ten seconds. */
    silent: z.boolean()
  }),
  z.strictObject({
    kind: z.literal('paused'),
    run: runIdSchema,
    device: deviceIdSchema,
    progress: progressSchema.nullable(),
    /** Set when not the user paused it (disk full, folder gone). */
    failure: failureSchema.nullable()
  }),
  z.strictObject({ kind: z.literal('done'), run: runIdSchema, reason: stopReasonSchema }),
  z.strictObject({
    kind: z.literal('failed'),
    run: runIdSchema.nullable(),
    failure: failureSchema,
    /** Epoch up to which nothing is lost; null: nothing was finished yet. */
    safeEpoch: z.int().nullable(),
    resumable: z.boolean()
  })
])

export const trainingRequestSchema = z.strictObject({
  dataset: datasetIdSchema,
  config: namesConfigSchema,
  device: deviceChoiceSchema,
  name: z.string().max(120).optional(),
  watched: z.array(z.string().max(512)).max(50)
})

export const runDetailSchema = z.strictObject({
  summary: runSummarySchema,
  config: namesConfigSchema,
  epochs: z.array(epochSchema)
})

export const estimateSchema = z.strictObject({
  parameters: z.int(),
  /** Bytes of weights, gradients, optimiser slots and one batch's activations. */
  memoryBytes: z.number(),
  batches: z.int(),
  /** From the last measured rate on this device; null: never measured. */
  secondsPerEpoch: z.number().nullable()
})

export type RunId = z.infer<typeof runIdSchema>
export type StopReason = z.infer<typeof stopReasonSchema>
export type RunSummary = z.infer<typeof runSummarySchema>
export type RunState = z.infer<typeof runStateSchema>
export type TrainingRequest = z.infer<typeof trainingRequestSchema>
export type RunDetail = z.infer<typeof runDetailSchema>
export type Estimate = z.infer<typeof estimateSchema>
