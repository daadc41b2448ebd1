import type { Context } from '../context'
import { trainOnAll, type BenchOptions } from './bench-names'

const times = 200
const warmUp = 20

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

/** `bench latency`: one name classified through the whole stack, as every key stroke does; the median of 200. */
export async function benchLatency(context: Context, options: BenchOptions): Promise<void> {
  const { call, output } = context
  await trainOnAll(context, { ...options, epochs: '1' }, async (run, report) => {
    const query = { dataset: report.summary.id, search: '', label: null, filter: 'all' as const, offset: 0 }
    const { rows } = await call.data.rows({ ...query, limit: times })
    const spent: number[] = []
    for (let i = 0; i < warmUp + times; i++) {
      const names = [rows[i % rows.length]!.name]
      const started = performance.now()
      await call.names.classify({ run, names, detail: 'ranking' })
      if (i >= warmUp) spent.push(performance.now() - started)
    }
    const rate = median(spent)
    output.say({ job: 'latency', unit: 'ms/name', rate }, `${rate.toFixed(2)} ms a name (median of ${times})`)
  })
}
