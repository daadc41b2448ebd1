import { count } from '../numbers'

const n = (value: number): string => count(value, 'en')

export const runs = {
  custom: 'Custom',
  search: 'Search runs',
  name: 'Name',
  preset: 'Settings',
  data: 'Data',
  device: 'Device',
  best: 'Best',
  bestHint: 'Best held-out accuracy, and what counting letters gets on the same names',
  counting: (share: string) => `counting ${share}`,
  epochs: 'Epochs',
  epochsOf: (done: number, planned: number) => `${n(done)} of ${n(planned)}`,
  when: 'When',
  curve: 'Held-out',
  sparkline: (first: string, last: string) => `from ${first} to ${last}`,
  select: (name: string) => `Compare ${name}`,
  alive: 'alive',
  open: 'Open',
  openRun: (name: string) => `Open ${name}`,
  menu: (name: string) => `More for ${name}`,
  rename: 'Rename',
  renameLabel: 'New name',
  copy: 'Use its settings',
  resume: 'Continue',
  exportCsv: 'Export metrics (CSV)',
  remove: 'Delete',
  removed: (name: string) => `“${name}” deleted`,
  exported: (file: string) => `Saved ${file}`,
  compareHint: 'Select two to four runs to lay their curves over each other.',
  selected: (value: number) => (value === 1 ? '1 run selected' : `${n(value)} runs selected`),
  clear: 'Clear selection',
  empty: {
    title: 'No runs yet',
    text: 'Every training is kept here with its settings, curves and weights, to open, compare or repeat.',
    start: 'Train on names'
  },
  nothing: 'No run matches.',
  compare: {
    title: 'Comparison',
    measure: 'Measure',
    measures: {
      heldOutAccuracy: 'Held-out accuracy',
      heldOutLoss: 'Held-out loss',
      trainLoss: 'Training loss',
      trainAccuracy: 'Training accuracy'
    },
    differences: 'Settings that differ',
    same: 'The settings are the same.',
    setting: 'Setting',
    data: 'Data',
    otherData: 'These runs learned from different data; their scores cannot be compared directly.'
  }
}
