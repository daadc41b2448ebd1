import * as tf from '@tensorflow/tfjs-core'
import type { OpBridge } from '../../../src/engine/devices/op-bridge'

// cuDNN as its reference describes it, in plain numbers: one layer, one direction, padded and time-major, weights in one
// vector (every matrix, then every bias), gates gru r, i, h' and lstm i, f, c', o. The gradient is taken by central
// differences in float64, so nothing here shares a thought with the code under test.

type Mode = 'rnn_tanh' | 'rnn_relu' | 'gru' | 'lstm'
const gates = { rnn_tanh: 1, rnn_relu: 1, gru: 3, lstm: 4 }
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

interface Problem {
  mode: Mode
  S: number
  B: number
  I: number
  H: number
  lengths: number[]
}
/** x [S, B, I], h [B, H], c [B, H], w: flat. */
type Values = Record<'x' | 'h' | 'c' | 'w', number[]>
type Results = Record<'y' | 'hn' | 'cn', number[]>

function run({ mode, S, B, I, H, lengths }: Problem, { x, h, c, w }: Values): Results {
  const G = gates[mode]
  const W = (g: number, j: number, i: number) => w[(g * H + j) * I + i]
  const R = (g: number, j: number, i: number) => w[G * H * I + (g * H + j) * H + i]
  const bW = (g: number, j: number) => w[G * H * (I + H) + g * H + j]
  const bR = (g: number, j: number) => w[G * H * (I + H) + G * H + g * H + j]
  const y = new Array<number>(S * B * H).fill(0)
  const hn: number[] = []
  const cn: number[] = []
  for (let b = 0; b < B; b++) {
    let before = h.slice(b * H, (b + 1) * H)
    let cell = c.slice(b * H, (b + 1) * H)
    for (let t = 0; t < lengths[b]; t++) {
      const input = (g: number, j: number) =>
        Array.from({ length: I }, (_, i) => W(g, j, i) * x[(t * B + b) * I + i]).reduce(
          (sum, v) => sum + v,
          bW(g, j)
        )
      const hidden = (g: number, j: number) => before.reduce((sum, v, i) => sum + R(g, j, i) * v, bR(g, j))
      const both = (g: number, j: number) => input(g, j) + hidden(g, j)
      const next: number[] = []
      const nextCell: number[] = []
      for (let j = 0; j < H; j++) {
        if (mode === 'rnn_tanh') next[j] = Math.tanh(both(0, j))
        else if (mode === 'rnn_relu') next[j] = Math.max(0, both(0, j))
        else if (mode === 'gru') {
          const r = sigmoid(both(0, j))
          const i = sigmoid(both(1, j))
          const candidate = Math.tanh(input(2, j) + r * hidden(2, j))
          next[j] = (1 - i) * candidate + i * before[j]
        } else {
          nextCell[j] = sigmoid(both(1, j)) * cell[j] + sigmoid(both(0, j)) * Math.tanh(both(2, j))
          next[j] = sigmoid(both(3, j)) * Math.tanh(nextCell[j])
        }
      }
      before = next
      cell = nextCell
      next.forEach((value, j) => (y[(t * B + b) * H + j] = value))
    }
    hn.push(...before)
    cn.push(...cell)
  }
  return { y, hn, cn }
}

export interface FakeCudnn extends OpBridge {
  readonly calls: { name: string; attributes: Readonly<Record<string, unknown>> }[]
}

/** @param spoil changes what the forward found, to be wrong on purpose */
export function fakeCudnn(spoil: (results: Results) => void = () => {}): FakeCudnn {
  const calls: FakeCudnn['calls'] = []
  return {
    gpu: true,
    calls,
    raw: (name) => {
      calls.push({ name, attributes: {} })
      return { rawId: 7 }
    },
    run(name, attributes, inputs) {
      calls.push({ name, attributes })
      const tensors = inputs as tf.Tensor[]
      const [x, h, c, w, lengths] = tensors
      const [S, B, I] = x.shape
      const H = h.shape[2]!
      const mode = attributes['rnn_mode'] as Mode
      const problem = { mode, S, B, I: I!, H, lengths: Array.from(lengths.dataSync()) }
      const lstm = mode === 'lstm'
      const values: Values = {
        x: Array.from(x.dataSync()),
        h: Array.from(h.dataSync()),
        c: lstm ? Array.from(c.dataSync()) : [],
        w: Array.from(w.dataSync())
      }
      const state = (numbers: number[]) => tf.tensor(numbers, [1, B, H], 'float32')
      const none = () => tf.scalar(0)
      if (name === 'CudnnRNNV3') {
        const results = run(problem, values)
        spoil(results)
        const reserve = tf.tensor1d([attributes['is_training'] ? 1 : 0])
        return [
          tf.tensor3d(results.y, [S, B, H]),
          state(results.hn),
          lstm ? state(results.cn) : none(),
          reserve,
          null
        ]
      }
      const [, , , dy, dh, dc, reserve, reserved] = tensors.slice(5)
      if (reserve.dataSync()[0] !== 1) throw new Error('The forward was not told that a backward follows')
      if ((reserved as unknown as { rawId: number }).rawId !== 7) throw new Error('host_reserved is missing')
      const up = { y: dy.dataSync(), hn: dh.dataSync(), cn: lstm ? dc.dataSync() : [] }
      const loss = (at: Values): number => {
        const found = run(problem, at)
        const dot = (a: number[], b: ArrayLike<number>) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0)
        return dot(found.y, up.y) + dot(found.hn, up.hn) + dot(found.cn, up.cn)
      }
      const slope = (key: keyof Values): number[] =>
        values[key].map((value, i) => {
          const step = 1e-5
          values[key][i] = value + step
          const above = loss(values)
          values[key][i] = value - step
          const below = loss(values)
          values[key][i] = value
          return (above - below) / (2 * step)
        })
      const dx = tf.tensor3d(slope('x'), [S, B, I!])
      return [dx, state(slope('h')), lstm ? state(slope('c')) : none(), tf.tensor1d(slope('w'))]
    }
  }
}
