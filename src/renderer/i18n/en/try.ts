import { count } from '../numbers'

const n = (value: number): string => count(value, 'en')

export const tryIt = {
  input: 'A name',
  placeholder: 'Type a name',
  model: 'Answered by',
  live: (name: string) => `${name} (training now)`,
  note: 'Where a name comes from is a guess from its letters. People carry names for many reasons; never decide about a person by it.',
  unknown: (value: number) =>
    value === 1
      ? '1 letter does not stand in the training names; the network reads it as “unknown”.'
      : `${n(value)} letters do not stand in the training names; the network reads them as “unknown”.`,
  ranking: {
    title: 'Answer',
    all: (value: number) => `Show all ${n(value)}`,
    fewer: 'Show fewer',
    label: 'Class',
    probability: 'Probability',
    nothing: 'Type a name above.'
  },
  letters: {
    title: 'After each letter',
    direction: 'Reading',
    forward: 'From the start',
    backward: 'From the end',
    forwardText: 'What the network would answer if the name ended here. The last column is the answer.',
    backwardText: 'What it would answer if the name began here. The first column is the answer.',
    change: (place: number) => `Letter ${n(place)}`,
    changeHint: 'Up and down change the letter',
    after: (part: string, label: string, share: string) => `${part}: ${label} ${share}`
  },
  states: {
    title: 'Hidden state',
    layer: 'Layer',
    layerName: (value: number) => `Layer ${n(value)}`,
    direction: 'Direction',
    forward: 'Forward',
    backward: 'Backward',
    text: 'One square a unit, in the same place after each letter. Point at one to follow it.',
    unit: (unit: number) => `Unit ${n(unit)}`,
    unitValues: (unit: number, values: string) => `Unit ${n(unit)}: ${values}`,
    none: 'This run keeps no hidden states.'
  },
  batch: {
    title: 'A whole file',
    text: 'Classify every name in a file; the answers come as a CSV.',
    choose: 'Choose a file…',
    working: 'Classifying…',
    done: (rows: number) => (rows === 1 ? '1 name classified.' : `${n(rows)} names classified.`),
    save: (file: string) => `Save ${file}`
  },
  empty: {
    title: 'Nothing to ask yet',
    text: 'Train a network first, or open a run; then every letter that you type is answered here.'
  }
}
