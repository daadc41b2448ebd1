import { agreement, type Agreement } from '../kernels/agreement'
import { cudnnMode, cudnnSequence } from '../kernels/cudnn'
import { composite } from '../rnn/composite'
import { registerSequence } from '../rnn/implementation'
import type { Cell } from '../rnn/sequence'
import { opBridgeOf } from './op-bridge'

const cells: readonly Cell[] = [
  { kind: 'rnn', nonlinearity: 'tanh' },
  { kind: 'rnn', nonlinearity: 'relu' },
  { kind: 'gru', nonlinearity: 'tanh' },
  { kind: 'lstm', nonlinearity: 'tanh' }
]

export interface CudnnReport extends Agreement {
  readonly mode: string
}

/**
 * Lets cuDNN carry the sequence op on a GPU, for the cells with which it has just agreed with the composite on this very
 * machine. Call it once, with the backend in use. Nothing happens, and the list is empty, without a GPU.
 *
 * @param backend the tfjs backend in use, e.g. `engine().backend`
 * @param backendName the name under which it is registered
 */
export function enableCudnn(backend: unknown, backendName: string): CudnnReport[] {
  const bridge = opBridgeOf(backend)
  if (!bridge?.gpu) return []
  const every = cudnnSequence(bridge, () => true)
  const reports = cells.map((cell) => ({ mode: cudnnMode(cell), ...agreement(every, composite, cell) }))
  const passed = new Set(reports.filter(({ ok }) => ok).map(({ mode }) => mode))
  if (passed.size > 0)
    registerSequence(
      backendName,
      cudnnSequence(bridge, (cell) => passed.has(cudnnMode(cell)))
    )
  return reports
}
