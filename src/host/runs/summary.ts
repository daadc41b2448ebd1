import type { Epoch } from '#shared/schemas/names-metrics'
import type { RunSummary } from '#shared/schemas/runs'

const sparkPoints = 60

/** Held-out accuracy by epoch, thinned evenly; the last one always stays. */
function spark(epochs: readonly Epoch[]): number[] {
  const count = Math.min(sparkPoints, epochs.length)
  return Array.from({ length: count }, (_, i) => {
    const at = count < 2 ? epochs.length - 1 : Math.round((i * (epochs.length - 1)) / (count - 1))
    return epochs[at]!.heldOut.accuracy
  })
}

/** A summary brought up to these epochs. */
export function withEpochs(summary: RunSummary, epochs: readonly Epoch[]): RunSummary {
  const best = [...epochs].reverse().find((epoch) => epoch.best)
  return {
    ...summary,
    epochs: epochs[epochs.length - 1]?.epoch ?? 0,
    seconds: epochs.reduce((sum, epoch) => sum + epoch.seconds, 0),
    best: best
      ? { epoch: best.epoch, accuracy: best.heldOut.accuracy, macroRecall: best.heldOut.macroRecall }
      : null,
    spark: spark(epochs)
  }
}
