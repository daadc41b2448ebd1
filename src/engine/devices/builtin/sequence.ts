import type { SequenceImplementation } from '../../rnn/implementation'
import { sequenceBackward } from './sequence-backward'
import { sequenceForward } from './sequence-forward'
import type { Builtin } from './index'

/** The sequence op on the built-in device: gates of a step fused, all in the module's memory. */
export function builtinSequence(builtin: Builtin): SequenceImplementation {
  return {
    name: `WebAssembly (${builtin.variant})`,
    supports: () => true,
    forward: (call, record) => sequenceForward(builtin, call, record),
    backward: (call, saved, upstream) => sequenceBackward(builtin, call, saved, upstream)
  }
}
