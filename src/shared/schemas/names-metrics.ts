import { z } from '../zod'

// Numbers that a names run reports. Accuracy and recall are shares in [0, 1]; loss is mean cross-entropy in nats.

const share = z.number().min(0).max(1)

/** Scores of one epoch on data that the network did not train on. */
export const heldOutScoresSchema = z.strictObject({
  loss: z.number(),
  accuracy: share,
  /** Accuracy on the held-out rows whose name is not in the training data at all; null when there are none. */
  cleanAccuracy: share.nullable(),
  macroRecall: share,
  macroF1: share,
  count: z.int().nonnegative()
})

/** One watched name and its answer. */
export const watchedSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  probability: share,
  /** Letters that the training data does not have. */
  unknownLetters: z.int().nonnegative()
})

export const epochSchema = z.strictObject({
  epoch: z.int().min(1),
  step: z.int().nonnegative(),
  loss: z.number(),
  accuracy: share,
  heldOut: heldOutScoresSchema,
  /** Training time alone, in seconds. */
  seconds: z.number().nonnegative(),
  /** Names trained a second. */
  rate: z.number().nonnegative(),
  learningRate: z.number(),
  best: z.boolean(),
  /** Held-out counts, row-major [truth][answer], classes in the run's order. */
  confusion: z.array(z.array(z.int().nonnegative())),
  watched: z.array(watchedSchema)
})

/** Between reports, at most ten a second. */
export const progressSchema = z.strictObject({
  epoch: z.int().min(1),
  epochs: z.int().min(1),
  step: z.int().nonnegative(),
  batch: z.int().nonnegative(),
  batches: z.int().min(1),
  /** Mean training loss since the last report, in nats. */
  loss: z.number().nullable(),
  rate: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  learningRate: z.number()
})

/** What a network answers about one name. */
export const classificationSchema = z.strictObject({
  name: z.string(),
  /** Every class, most probable first. */
  ranking: z.array(z.strictObject({ label: z.string(), probability: share })),
  unknownLetters: z.int().nonnegative(),
  /** With detail: the letters read (code points), and per letter the probability of every class in the run's order. */
  letters: z.array(z.string()).optional(),
  forward: z.array(z.array(share)).optional(),
  backward: z.array(z.array(share)).optional(),
  /** With detail 'states': hidden states by layer and direction, [letter][unit]. */
  states: z
    .array(
      z.strictObject({
        layer: z.int().nonnegative(),
        direction: z.enum(['forward', 'backward']),
        hidden: z.array(z.array(z.number()))
      })
    )
    .optional()
})

export type HeldOutScores = z.infer<typeof heldOutScoresSchema>
export type Watched = z.infer<typeof watchedSchema>
export type Epoch = z.infer<typeof epochSchema>
export type Progress = z.infer<typeof progressSchema>
export type Classification = z.infer<typeof classificationSchema>
