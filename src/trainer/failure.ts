import { AppError } from '#shared/errors/app-error'
import type { DeviceId } from '#shared/schemas/devices'

const memory =
  /ResourceExhausted|\bOOM\b|out of memory|bad_alloc|No room for|Array buffer allocation failed|Invalid (typed )?array (buffer )?length/i

/** Why a training broke off, from what the device or its libraries threw. */
export function trainingFailure(thrown: unknown, device: DeviceId, batchSize: number): AppError {
  if (thrown instanceof AppError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const detail = thrown instanceof Error ? thrown.stack : undefined
  const what = (message.split('\n')[0] ?? '').slice(0, 300)
  if (memory.test(message)) {
    // An eighth, as a power of two: 4096 -> 512.
    const suggestedBatchSize = Math.max(1, 2 ** Math.floor(Math.log2(Math.max(1, batchSize / 8))))
    return new AppError('out-of-memory', { batchSize, suggestedBatchSize }, detail)
  }
  return device === 'builtin'
    ? new AppError('trainer-failed', { what }, detail)
    : new AppError('device-failed', { device, what }, detail)
}
