import type { Classification, Watched } from '#shared/schemas/names-metrics'
import { namesInput } from '../models/names-batch'
import { inGivenOrder } from '../rnn/packing'
import { bucketedBatches } from '../text/batches'
import type { Encoded } from '../text/vocabulary'
import type { Turn } from '../trainer-task'
import { readName, sequencesOf, type NamesNetwork } from './names-network'

export type Detail = 'ranking' | 'letters' | 'states'

/** Rows of a batch that only answers. */
const answerBatch = 256

/** Most probable class of each row and its probability: [N] each. */
export interface Answers {
  readonly classes: Int32Array<ArrayBuffer>
  readonly probabilities: Float32Array<ArrayBuffer>
}

/**
 * Probabilities of every class for each name: [N, C] row-major, in the order given. Names of about equal length run
 * together; `turn` is called between batches.
 */
export async function probabilitiesOf(
  { model }: NamesNetwork,
  names: readonly Encoded[],
  turn: Turn
): Promise<Float32Array> {
  const C = model.classes
  const all = new Float32Array(names.length * C)
  const lengths = names.map(({ ids }) => ids.length)
  for (const rows of bucketedBatches(lengths, answerBatch)) {
    const { sequences, pairs } = sequencesOf(Array.from(rows, (row) => names[row]))
    const input = namesInput(sequences, pairs)
    const tensor = model.probabilities(input) // [B, C], sorted rows
    const sorted = (await tensor.data()) as Float32Array
    tensor.dispose()
    const given = inGivenOrder(input.packing, sorted, C)
    rows.forEach((row, place) => all.set(given.subarray(place * C, (place + 1) * C), row * C))
    await turn()
  }
  return all
}

/** The most probable class of each row of [N, C]; the first of equals. */
export function answersOf(probabilities: Float32Array, C: number): Answers {
  const rows = probabilities.length / C
  const classes = new Int32Array(rows)
  const highest = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    let best = 0
    for (let label = 1; label < C; label++)
      if (probabilities[row * C + label] > probabilities[row * C + best]) best = label
    classes[row] = best
    highest[row] = share(probabilities[row * C + best])
  }
  return { classes, probabilities: highest }
}

/** Ranks the classes of each name. 'letters' adds the answers after each letter, 'states' the hidden states too. */
export async function classify(
  network: NamesNetwork,
  names: readonly string[],
  detail: Detail,
  turn: Turn
): Promise<Classification[]> {
  const read = names.map((name) => readName(network, name))
  const probabilities = inRows(await probabilitiesOf(network, read, turn), network.model.classes)
  const results: Classification[] = []
  for (const [index, name] of names.entries()) {
    const ranking = network.classes.map((label, k) => ({ label, probability: probabilities[index][k] }))
    ranking.sort((a, b) => b.probability - a.probability)
    const plain = { name, ranking, unknownLetters: read[index].unknown }
    results.push({
      ...plain,
      ...(detail === 'ranking' ? {} : await answersByLetter(network, read[index].symbols, turn)),
      ...(detail === 'states' ? { states: await statesOf(network, read[index]) } : {})
    })
  }
  return results
}

/**
 * What the network says of the first letters of a name alone, and of the last ones alone: every beginning and every end
 * is read as a name of its own, so the last row forward and the first row backward are its answer to the whole name.
 */
async function answersByLetter(
  network: NamesNetwork,
  symbols: readonly string[],
  turn: Turn
): Promise<{ letters: string[]; forward: number[][]; backward: number[][] }> {
  const beginnings = symbols.map((_, t) => symbols.slice(0, t + 1))
  const ends = symbols.map((_, t) => symbols.slice(t))
  const parts = [...beginnings, ...ends].map((part) => readName(network, part.join('')))
  const rows = inRows(await probabilitiesOf(network, parts, turn), network.model.classes)
  return {
    letters: [...symbols],
    forward: rows.slice(0, symbols.length),
    backward: rows.slice(symbols.length)
  }
}

/** Hidden states at each letter, markers left out. Of several members the first: states of two have nothing in common. */
async function statesOf(
  { model, config }: NamesNetwork,
  { ids, pairs, symbols }: Encoded
): Promise<NonNullable<Classification['states']>> {
  if (symbols.length === 0) return []
  const layers = (await model.states(ids, pairs)).filter(({ member }) => member === 0)
  const from = config.model.markers ? 1 : 0
  return layers.map(({ layer, direction, hidden }) => ({
    layer,
    direction,
    hidden: inRows(hidden, hidden.length / ids.length, (value) => value).slice(from, from + symbols.length)
  }))
}

/** Names and their most probable class. */
export async function watch(network: NamesNetwork, names: readonly string[], turn: Turn): Promise<Watched[]> {
  const classified = await classify(network, names, 'ranking', turn)
  return classified.map(({ name, ranking, unknownLetters }) => ({ name, ...ranking[0], unknownLetters }))
}

/** Most probable class of each of many names. */
export async function answersFor(
  network: NamesNetwork,
  names: readonly string[],
  turn: Turn
): Promise<Answers> {
  const read = names.map((name) => readName(network, name))
  return answersOf(await probabilitiesOf(network, read, turn), network.model.classes)
}

/** Rounding may lift a mean of probabilities just above 1. */
const share = (probability: number): number => Math.min(1, Math.max(0, probability))

const inRows = (values: Float32Array, width: number, value = share): number[][] =>
  Array.from({ length: values.length / width }, (_, row) =>
    Array.from(values.subarray(row * width, (row + 1) * width), value)
  )
