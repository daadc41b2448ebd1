import { z } from './zod'
import { deviceChoiceSchema, deviceIdSchema, deviceReportSchema } from './schemas/devices'
import { failureSchema } from './schemas/failure'
import { namesConfigSchema } from './schemas/names-config'
import { classificationSchema, epochSchema, progressSchema, watchedSchema } from './schemas/names-metrics'
import { runIdSchema, stopReasonSchema } from './schemas/runs'
import { call, event, type Client, type Emitter, type Listeners, type Service } from './wire/terms'

// Between the host and the trainer process. Data goes in as data, checkpoints come out as bytes: the trainer opens no
// file but the native runtime's, and the host is the only one that writes.

const nothing = z.undefined()
const bytes = z.instanceof(Uint8Array)

/** Names and the index of each one's class; both arrays have the same length. */
export const labelledNamesSchema = z.strictObject({
  names: z.array(z.string()),
  labels: z.instanceof(Int32Array)
})

export const namesPartsSchema = z.strictObject({
  classes: z.array(z.string()).min(2),
  train: labelledNamesSchema,
  heldOut: labelledNamesSchema,
  /** 1 where the held-out name does not stand in the training data. */
  clean: z.instanceof(Uint8Array)
})

/** The model of a run, to answer with. 'live' is the one in training. */
const modelRef = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('live'), run: runIdSchema }),
  z.strictObject({ kind: z.literal('opened'), run: runIdSchema })
])

export const trainerContract = {
  devices: {
    describe: call(nothing, z.array(deviceReportSchema)),
    /** Make this device the one in use; 'auto' prefers cuda, then native, then builtin. */
    use: call(deviceChoiceSchema, deviceIdSchema),
    /** Two seconds of real batches of this model on one device. */
    race: call(
      z.strictObject({ device: deviceIdSchema, config: namesConfigSchema, parts: namesPartsSchema }),
      z.strictObject({ rate: z.number(), millisecondsPerBatch: z.number() })
    )
  },
  training: {
    /** Prepares and starts. `checkpoint`: go on from there. `paused`: stand at the first batch. */
    start: call(
      z.strictObject({
        run: runIdSchema,
        config: namesConfigSchema,
        parts: namesPartsSchema,
        device: deviceChoiceSchema,
        watched: z.array(z.string()),
        checkpoint: bytes.nullable(),
        paused: z.boolean()
      }),
      z.strictObject({
        device: deviceIdSchema,
        parameters: z.int(),
        batches: z.int(),
        epoch: z.int(),
        step: z.int()
      })
    ),
    pause: call(nothing, nothing),
    resume: call(nothing, nothing),
    step: call(nothing, nothing),
    /** Ends the run after the batch in hand, with a checkpoint. */
    stop: call(nothing, nothing),
    setLearningRate: call(z.number().positive(), nothing),
    watch: call(z.array(z.string()), z.array(watchedSchema)),
    /** The host has stored (or failed to store) the checkpoint; one is in flight at most. */
    stored: call(z.strictObject({ sequence: z.int(), failure: failureSchema.nullable() }), nothing),
    progress: event(progressSchema),
    /** Bytes of a checkpoint, with the epoch's report where one ended. The host stores it, then tells the view. */
    checkpoint: event(
      z.strictObject({
        sequence: z.int(),
        step: z.int(),
        epoch: epochSchema.nullable(),
        best: z.boolean(),
        bytes
      })
    ),
    paused: event(progressSchema.nullable()),
    ended: event(z.strictObject({ reason: stopReasonSchema, failure: failureSchema.nullable() })),
    /** At least every two seconds while a run lives. */
    heartbeat: event(z.strictObject({ step: z.int(), tensors: z.int(), bytes: z.number() }))
  },
  names: {
    /** Loads a run's weights beside the live one; the trainer keeps the few last used. */
    open: call(z.strictObject({ run: runIdSchema, checkpoint: bytes }), nothing),
    classify: call(
      z.strictObject({
        model: modelRef,
        names: z.array(z.string()),
        detail: z.enum(['ranking', 'letters', 'states'])
      }),
      z.array(classificationSchema)
    ),
    /** Most probable class and its probability for each name: [N] each. */
    answers: call(
      z.strictObject({ model: modelRef, names: z.array(z.string()) }),
      z.strictObject({ classes: z.instanceof(Int32Array), probabilities: z.instanceof(Float32Array) })
    )
  }
} as const

export type TrainerContract = typeof trainerContract
export type TrainerService = Service<TrainerContract>
export type TrainerClient = Client<TrainerContract>
export type TrainerEmitter = Emitter<TrainerContract>
export type TrainerListeners = Listeners<TrainerContract>
export type NamesParts = z.infer<typeof namesPartsSchema>
export type LabelledNames = z.infer<typeof labelledNamesSchema>
