import { z } from '../zod'

/** cuda: TensorFlow on an NVIDIA card; native: TensorFlow on the CPU; builtin: needs nothing installed. */
export const deviceIds = ['cuda', 'native', 'builtin'] as const
export const deviceIdSchema = z.enum(deviceIds)
export const deviceChoiceSchema = z.enum(['auto', ...deviceIds])

export const deviceReportSchema = z.strictObject({
  id: deviceIdSchema,
  /** What it is on this machine, e.g. the processor's name and its cores, or the card's name. */
  name: z.string().max(200),
  available: z.boolean(),
  inUse: z.boolean(),
  /** Why it is not available: an error code with its values. */
  reason: z
    .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  /** Detail for the curious: versions, memory, which sequence-op implementation runs. */
  detail: z.string().max(2000),
  /** Examples a second measured on this machine with the model last raced or trained; null: not measured. */
  rate: z.number().nonnegative().nullable()
})

export const setupProgressSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({
    kind: z.literal('working'),
    stage: z.enum(['looking', 'downloading', 'compiling', 'checking']),
    fraction: z.number().min(0).max(1).nullable(),
    detail: z.string().max(400)
  }),
  z.strictObject({ kind: z.literal('done'), version: z.string(), seconds: z.number() }),
  z.strictObject({
    kind: z.literal('failed'),
    error: z.strictObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()]))
    })
  })
])

export type DeviceId = z.infer<typeof deviceIdSchema>
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>
export type DeviceReport = z.infer<typeof deviceReportSchema>
export type SetupProgress = z.infer<typeof setupProgressSchema>
