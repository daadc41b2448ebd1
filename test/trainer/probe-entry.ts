import * as core from '@tensorflow/tfjs-core'
import { isNativeProbe, probeNativeHere } from '../../src/trainer/native-probe'

// What the trainer's own entry does when it is started as a probe; here for child_process.fork and utilityProcess.

type Port = { postMessage(message: unknown): void }
const parent = (process as unknown as { parentPort?: Port }).parentPort

if (!isNativeProbe()) throw new Error('Only for probes.')
const answer = probeNativeHere(core)
if (parent) parent.postMessage(answer)
else process.send?.(answer)
