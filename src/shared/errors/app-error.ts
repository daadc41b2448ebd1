import type { Failure } from '../schemas/failure'
import type { ErrorCode } from './texts.en'

export type ErrorParams = Record<string, string | number>

/** A failure that people see: a code, the values its text needs, and a technical detail that only "Copy details" shows. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    readonly params: ErrorParams = {},
    readonly detail?: string
  ) {
    super(`${code} ${JSON.stringify(params)}`)
  }

  toFailure(): Failure {
    return {
      code: this.code,
      params: this.params,
      ...(this.detail === undefined ? {} : { detail: this.detail.slice(0, 8000) })
    }
  }
}

/** Any thrown value as an AppError; what we did not foresee becomes 'unexpected' with its stack as the detail. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  return new AppError(
    'unexpected',
    { what: thrown instanceof Error ? thrown.message.slice(0, 160) : detail.slice(0, 160) },
    detail
  )
}
