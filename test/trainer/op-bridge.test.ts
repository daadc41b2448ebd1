import * as core from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { nativeTrainerEnvironment } from '#host/native/environment'
import { opBridgeOf, type OpBridge } from '#engine/devices/op-bridge'
import { enableCudnn } from '#engine/devices/cudnn'
import { agreement } from '#engine/kernels/agreement'
import { cudnnSequence } from '#engine/kernels/cudnn'
import { composite } from '#engine/rnn/composite'
import { packingOf } from '#engine/rnn/packing'
import { loadNative, nativeBackendName } from '../../src/trainer/native-loader'
import { hasRuntime, manifestPath, packageDir, skipped } from './native-runtime'

describe('opBridgeOf', () => {
  it('is nothing for other backends', () => {
    for (const backend of [null, undefined, {}, { binding: {} }]) expect(opBridgeOf(backend)).toBeNull()
  })
})

describe.skipIf(!hasRuntime)(`op bridge on the native runtime${skipped}`, () => {
  let bridge: OpBridge

  beforeAll(() => {
    Object.assign(process.env, nativeTrainerEnvironment({ manifestPath, packageDir, cpuOnly: true }))
    loadNative(core, manifestPath, packageDir)
    void core.setBackend(nativeBackendName)
    bridge = opBridgeOf(core.engine().backend)!
  })

  it('runs an op that tfjs does not use, with several results', () => {
    const x = core.tensor2d([2, 0, 0, -3], [2, 2])
    const [sign, logarithm] = bridge.run('LogMatrixDeterminant', { T: { type: 'float32' } }, [x], 2)
    expect(sign!.dataSync()[0]).toBe(-1)
    expect(logarithm!.dataSync()[0]).toBeCloseTo(Math.log(6), 5)
  })

  it('drops results of a type that tfjs does not have, and passes them on as handles', () => {
    const cast = { SrcT: { type: 'int32' }, DstT: { type: 'int8' }, Truncate: false } as const
    const before = core.memory().numTensors
    const three = core.scalar(3, 'int32')
    expect(bridge.run('Cast', cast, [three], 1)).toEqual([null])
    const handle = bridge.raw('Cast', cast, [three])
    const [back] = bridge.run(
      'Cast',
      { SrcT: { type: 'int8' }, DstT: { type: 'float32' }, Truncate: false },
      [handle],
      1
    )
    expect(back!.dataSync()[0]).toBe(3)
    core.dispose([three, back!])
    expect(core.memory().numTensors).toBe(before)
  })

  it('throws TensorFlow’s own words', () => {
    expect(() => bridge.run('NoSuchOp', {}, [], 1)).toThrow(/NoSuchOp/)
  })

  const noKernel = /Could not find device for node: {{node CudnnRNN(Backprop)?V3}}/

  it('leaves cuDNN alone without a GPU, and the composite is used', () => {
    expect(bridge.gpu).toBe(false)
    expect(enableCudnn(core.engine().backend, nativeBackendName)).toEqual([])
    const gru = { kind: 'gru', nonlinearity: 'tanh' } as const
    const found = agreement(
      cudnnSequence(bridge, () => true),
      composite,
      gru
    )
    expect(found.ok).toBe(false)
    // TensorFlow takes every attribute and input as the op wants them; what is missing is a kernel for this device.
    expect(found.reason).toMatch(noKernel)
  })

  it('asks for cuDNN’s backward as its op wants it, too', () => {
    const [S, B, I, H] = [2, 2, 3, 4]
    const zeros = (...shape: number[]) => core.zeros(shape)
    const call = {
      cell: { kind: 'lstm', nonlinearity: 'tanh' },
      packing: packingOf([S, S]),
      input: { kind: 'vectors', x: zeros(S * B, I) as core.Tensor2D },
      initial: null,
      weights: {
        weightIh: zeros(4 * H, I) as core.Tensor2D,
        weightHh: zeros(4 * H, H) as core.Tensor2D,
        biasIh: zeros(4 * H) as core.Tensor1D,
        biasHh: zeros(4 * H) as core.Tensor1D
      },
      reverse: false,
      reads: { outputs: true, final: false }
    } as const
    const state = zeros(1, B, H)
    const vector = zeros(4 * H * (I + H + 2))
    const saved = [zeros(S, B, I), state, state, vector, zeros(S, B, H), state, state, zeros(1)]
    const upstream = { outputs: zeros(S * B, H) as core.Tensor2D, h: null, c: null }
    const cudnn = cudnnSequence(bridge, () => true)
    expect(() => cudnn.backward(call, saved as core.Tensor2D[], upstream)).toThrow(noKernel)
  })
})
