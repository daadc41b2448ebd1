import type { Epoch } from '#shared/schemas/names-metrics'

/** One point an epoch, in order; of two reports of one epoch the later one counts. */
export function merge(known: readonly Epoch[], more: readonly Epoch[]): Epoch[] {
  const byEpoch = new Map<number, Epoch>()
  for (const epoch of [...known, ...more]) byEpoch.set(epoch.epoch, epoch)
  return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch)
}
