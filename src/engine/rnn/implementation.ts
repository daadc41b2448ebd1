import type { Matrix } from '../ops'
import type { InputGradients } from '../recorded'
import type { SequenceCall } from './sequence'

/** What was read of a call, and what its backward needs besides the call itself. */
export interface SequenceForward {
  readonly outputs: Matrix | null // [N, H]
  readonly h: Matrix | null // [B, H]
  readonly c: Matrix | null // [B, H]
  readonly saved: Matrix[]
}

/** Gradients of what was read; null for what was not. */
export interface SequenceUpstream {
  readonly outputs: Matrix | null
  readonly h: Matrix | null
  readonly c: Matrix | null
}

/** Gradients by name: `weightIh`, `weightHh`, `biasIh`, `biasHh`; `x` or `embedding`; `h` and `c` of an initial state. */
export type SequenceGradients = InputGradients

/** The sequence op on one device. */
export interface SequenceImplementation {
  readonly name: string
  /** Whether it can run this call; otherwise the next implementation is asked, the composite last. */
  supports(call: SequenceCall): boolean
  /** `record`: a backward will follow; `saved` may be empty otherwise. */
  forward(call: SequenceCall, record: boolean): SequenceForward
  /** No two names may share one tensor: the tape disposes of each by itself. */
  backward(call: SequenceCall, saved: Matrix[], upstream: SequenceUpstream): SequenceGradients
}

const registered = new Map<string, SequenceImplementation[]>()

/** Prefers `implementation` on a tfjs backend over those registered before; returns how to take it back. */
export function registerSequence(backendName: string, implementation: SequenceImplementation): () => void {
  registered.set(backendName, [implementation, ...implementationsOf(backendName)])
  return () =>
    registered.set(
      backendName,
      implementationsOf(backendName).filter((other) => other !== implementation)
    )
}

/** Implementations of a backend, best first, without the composite. */
export function implementationsOf(backendName: string): readonly SequenceImplementation[] {
  return registered.get(backendName) ?? []
}
