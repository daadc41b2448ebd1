import * as core from '@tensorflow/tfjs-core'
import type { NativeProbe } from '#shared/schemas/native'
import { probeNativeHere } from './native-probe'

/** What the process answers when it was started to try the native runtime. */
export const answerProbe = (): NativeProbe => probeNativeHere(core)
