import { z } from '../zod'

/** An AppError as it travels: a code, the values its text needs, and a technical detail for "Copy details". */
export const failureSchema = z.strictObject({
  code: z.string().max(60),
  params: z.record(z.string().max(40), z.union([z.string().max(2000), z.number()])),
  detail: z.string().max(8000).optional()
})

export type Failure = z.infer<typeof failureSchema>
