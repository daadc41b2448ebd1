import { toAppError, AppError } from '../errors/app-error'
import type { ErrorCode } from '../errors/texts.en'
import { failureSchema, type Failure } from '../schemas/failure'
import { z } from '../zod'

// [Note: the guard] birpc alone runs whatever a message names: `null` ends in an unhandled rejection and `constructor`
// is callable. So every message is parsed by these schemas before birpc sees it, the functions live in a Map, and each
// call's input is parsed by the contract. Failures are values, since an Error loses its code on most wires.

const id = z.string().min(1).max(64)
const method = z.string().min(3).max(80)

/** A call, from the connecting side. Without input the list is empty: JSON has no undefined. */
export const requestSchema = z.strictObject({
  t: z.literal('q'),
  i: id,
  m: method,
  a: z.union([z.tuple([]), z.tuple([z.unknown()])])
})

/** An event, from the serving side. */
export const eventSchema = requestSchema.omit({ i: true })

export const outcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema })
])

/** The answer to a call. */
export const replySchema = z.strictObject({ t: z.literal('s'), i: id, r: z.unknown() })

export type Outcome = z.infer<typeof outcomeSchema>

export const failed = (thrown: unknown): Outcome => ({ ok: false, failure: toAppError(thrown).toFailure() })

export const badMessage = (what: string): AppError =>
  new AppError('bad-message', { what: what.slice(0, 200) })

/** The failure of an outcome as the error that the far side threw. */
export const thrownBy = (failure: Failure): AppError =>
  new AppError(failure.code as ErrorCode, failure.params, failure.detail)

/** First reason of a zod error, with the path to the field: 'config.seed: Invalid input'. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'invalid'
  const where = issue.path.map(String).join('.').slice(0, 80)
  return (where ? `${where}: ` : '') + issue.message.slice(0, 100)
}
