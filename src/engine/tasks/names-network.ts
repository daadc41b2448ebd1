import type { NamesConfig } from '#shared/schemas/names-config'
import { namesClassifier, type NamesClassifier, type NamesLossOptions } from '../models/names-classifier'
import { unknownId, Vocabulary, type Encoded } from '../text/vocabulary'

/** A names classifier with what it needs to read names and to say classes. */
export interface NamesNetwork {
  readonly config: NamesConfig
  /** Labels in the order of the outputs: [C]. */
  readonly classes: readonly string[]
  readonly vocabulary: Vocabulary
  readonly model: NamesClassifier
}

/** A fresh network, initialised from the seed. `loss` is used in training alone. */
export function createNetwork(
  config: NamesConfig,
  classes: readonly string[],
  vocabulary: Vocabulary,
  loss?: NamesLossOptions
): NamesNetwork {
  const model = namesClassifier({
    config: config.model,
    rows: vocabulary.size,
    pairRows: vocabulary.pairRows,
    classes: classes.length,
    seed: config.seed,
    loss
  })
  return { config, classes, vocabulary, model }
}

/** The vocabulary that a configuration asks for: a table of fixed size as in 13_2, or the letters of the names. */
export function vocabularyFor(config: NamesConfig, names: Iterable<string>): Vocabulary {
  const { vocabularySize: size, lowerCase, markers, bigramSize } = config.model
  return Vocabulary.learn(names, { lowerCase, markers, size, pairs: bigramSize > 0 })
}

/** A name as the network reads it. A name without any letter is read as one unknown letter: a sequence has no length 0. */
export function readName({ config, vocabulary }: NamesNetwork, name: string): Encoded {
  const encoded = vocabulary.encode(name, config.maximumLength)
  if (encoded.ids.length > 0) return encoded
  return { ...encoded, ids: Int32Array.of(unknownId), pairs: encoded.pairs && Int32Array.of(unknownId) }
}

/** Letters and, where they are read, pairs of these names, as a batch takes them. */
export function sequencesOf(names: readonly Encoded[]): {
  sequences: Int32Array[]
  pairs: Int32Array[] | null
} {
  const pairs = names.flatMap((name) => (name.pairs ? [name.pairs] : []))
  return { sequences: names.map(({ ids }) => ids), pairs: pairs.length > 0 ? pairs : null }
}
