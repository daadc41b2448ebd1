import type { NamesConfig } from '#shared/schemas/names-config'
import { namesPresets } from '#shared/presets'
import type { NamesParts } from '#shared/trainer-contract'
import { stream } from '#engine/random/stream'

// Names that nobody has: each made-up language has its own endings and its own letters.

const languages = [
  { label: 'Vokish', starts: ['vo', 'ka', 'zu', 'gro'], ends: ['kish', 'vok', 'grak'] },
  { label: 'Lumian', starts: ['li', 'lu', 'mae', 'sy'], ends: ['umia', 'liel', 'aria'] },
  { label: 'Təro', starts: ['tə', 'ró', '김', 'ó'], ends: ['təro', 'óó', '바'] }
]

/** Names that can be told apart: `rows` to train with, a third as many held out. */
export function madeUpParts(rows = 120, seed = 1): NamesParts {
  const random = stream(seed, 'sampling')
  const pick = (list: readonly string[]) => list[random.below(list.length)]
  const part = (count: number, from: number) => {
    const labels = Int32Array.from({ length: count }, (_, row) => (row + from) % languages.length)
    const names = Array.from(labels, (label) => {
      const { starts, ends } = languages[label]
      return pick(starts) + (random.below(2) ? pick(starts) : '') + pick(ends)
    })
    return { names, labels }
  }
  const train = part(rows, 0)
  const heldOut = part(Math.ceil(rows / 3), 1)
  const known = new Set(train.names)
  return {
    classes: languages.map(({ label }) => label),
    train,
    heldOut,
    clean: Uint8Array.from(heldOut.names, (name) => (known.has(name) ? 0 : 1))
  }
}

type Deep = {
  model?: Partial<NamesConfig['model']>
  training?: Partial<NamesConfig['training']>
  seed?: number
}

/** A small configuration that learns the made-up names in a second or two. */
export function smallConfig({ model, training, seed = 3 }: Deep = {}): NamesConfig {
  const { quick } = namesPresets
  return {
    ...quick,
    preset: 'custom',
    seed,
    model: {
      ...quick.model,
      embeddingSize: 8,
      bigramSize: 0,
      hiddenSize: 10,
      members: 1,
      dropout: { embedding: 0, layers: 0, readout: 0 },
      ...model
    },
    training: {
      ...quick.training,
      batchSize: 16,
      epochs: 4,
      learningRate: 0.02,
      schedule: 'constant',
      warmUp: 0,
      labelSmoothing: 0,
      ...training
    }
  }
}
