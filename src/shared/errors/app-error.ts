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

  /** As it travels: texts cut to what the schema takes, numbers that JSON lacks written out. */
  toFailure(): Failure {
    const params: Failure['params'] = {}
    for (const [key, value] of Object.entries(this.params)) {
      params[key] = typeof value === 'number' && Number.isFinite(value) ? value : String(value).slice(0, 2000)
    }
    return {
      code: this.code,
      params,
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
