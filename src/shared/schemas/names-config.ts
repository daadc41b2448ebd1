import { z } from '../zod'

// The configuration of a names classifier: everything a run needs to be repeated, seed included.
// Defaults stand beside what they configure; menus in the view and options of the CLI come from the same tables.

export const cells = ['rnn', 'gru', 'lstm'] as const
export const optimizers = ['adam', 'rmsprop', 'sgd'] as const
export const inputs = ['embedding', 'one-hot'] as const
/** What the classifier reads: 13_2's `hidden[-1]` (last layer, backward direction only), both final states, or means. */
export const readouts = ['last-direction', 'both-directions', 'mean', 'max', 'final-mean-max'] as const
export const schedules = ['constant', 'cosine', 'linear'] as const

export const namesModelSchema = z.strictObject({
  input: z.enum(inputs),
  /** Size of a letter's vector; ignored with one-hot input. */
  embeddingSize: z.int().min(1).max(1024),
  /** Rows of the input table, when fixed (13_2 has 128); null: as many as the training names have letters, plus unknown. */
  vocabularySize: z.int().min(2).max(100_000).nullable(),
  lowerCase: z.boolean(),
  /** A start and an end symbol around each name. */
  markers: z.boolean(),
  /** Size of the vector of each pair of letters, read beside the letter's own; 0: none. */
  bigramSize: z.int().min(0).max(1024),
  cell: z.enum(cells),
  /** Non-linearity of the plain rnn cell. */
  nonlinearity: z.enum(['tanh', 'relu']),
  hiddenSize: z.int().min(1).max(2048),
  layers: z.int().min(1).max(8),
  bidirectional: z.boolean(),
  readout: z.enum(readouts),
  dropout: z.strictObject({
    embedding: z.number().min(0).max(0.9),
    layers: z.number().min(0).max(0.9),
    readout: z.number().min(0).max(0.9)
  }),
  /** Networks trained side by side whose probabilities are averaged. */
  members: z.int().min(1).max(9)
})

export const namesTrainingSchema = z.strictObject({
  batchSize: z.int().min(1).max(65_536),
  epochs: z.int().min(1).max(10_000),
  optimizer: z.enum(optimizers),
  learningRate: z.number().positive().max(1e6),
  schedule: z.enum(schedules),
  /** Share of all steps over which the learning rate rises to its value. */
  warmUp: z.number().min(0).max(0.5),
  momentum: z.number().min(0).max(0.999),
  weightDecay: z.number().min(0).max(1),
  /** Largest gradient norm; 0: no clipping. */
  clip: z.number().min(0).max(1e6),
  labelSmoothing: z.number().min(0).max(0.5),
  classWeights: z.enum(['none', 'balanced']),
  /** Decay of the exponential moving average of the weights used for evaluation; 0: none. */
  averaging: z.number().min(0).max(0.9999),
  /** Stop after so many epochs without a better held-out score; 0: never. */
  patience: z.int().min(0).max(10_000)
})

export const splitSchema = z.strictObject({
  /** Share of the distinct names kept apart when there is no test file. */
  heldOut: z.number().min(0.05).max(0.5)
})

export const namesConfigSchema = z.strictObject({
  formatVersion: z.literal(1),
  task: z.literal('names'),
  preset: z.enum(['lecture', 'best', 'quick', 'custom']),
  seed: z.int().min(0).max(0xffffffff),
  split: splitSchema,
  /** Longest name in code points; longer ones are cut and counted. */
  maximumLength: z.int().min(1).max(512),
  model: namesModelSchema,
  training: namesTrainingSchema
})

export type NamesModelConfig = z.infer<typeof namesModelSchema>
export type NamesTrainingConfig = z.infer<typeof namesTrainingSchema>
export type NamesConfig = z.infer<typeof namesConfigSchema>
