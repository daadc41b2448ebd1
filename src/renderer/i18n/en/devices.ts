import type { DeviceChoice, DeviceId, SetupProgress } from '#shared/schemas/devices'

type Stage = Extract<SetupProgress, { kind: 'working' }>['stage']

const kinds: Record<DeviceId, string> = {
  cuda: 'NVIDIA GPU',
  native: 'CPU, native runtime',
  builtin: 'CPU, built in'
}

const short: Record<DeviceChoice, string> = {
  auto: 'Automatic',
  cuda: 'GPU',
  native: 'CPU (native)',
  builtin: 'CPU (built in)'
}

const about: Record<DeviceId, string> = {
  cuda: 'TensorFlow on an NVIDIA card, through CUDA.',
  native: 'TensorFlow on the processor.',
  builtin: 'Always there, nothing to install.'
}

const stages: Record<Stage, string> = {
  looking: 'Looking for what is here',
  downloading: 'Downloading',
  compiling: 'Compiling the binding',
  checking: 'Checking that it works'
}

export const devices = {
  kinds,
  short,
  about,
  lead: 'Where the network is trained. The choice is measured, not guessed: a race runs your own model on each device for two seconds.',
  choose: 'Train on',
  automatic: 'Automatic',
  automaticHint: 'The best one that works: GPU, then native CPU, then built in.',
  inUse: 'In use',
  available: 'Ready',
  unavailable: 'Not available',
  use: 'Use this',
  race: 'Measure on my model',
  racing: 'Measuring, two seconds a device…',
  raceHint: 'Runs the settings in Train on the open names.',
  raceBusy: 'Measuring waits until the run that is alive has ended.',
  rate: (rate: string) => `${rate} names/s`,
  batch: (time: string) => `${time} ms a batch`,
  unmeasured: 'not measured yet',
  fastest: 'fastest',
  detail: 'Details',
  native: {
    title: 'Native runtime',
    text: 'TensorFlow’s own library can use an NVIDIA card, and is faster for large networks on the CPU. It is downloaded once and kept with this program.',
    kind: 'What to install',
    kinds: {
      auto: 'What fits this computer',
      cpu: 'For the CPU only (about 250 MB)',
      cuda: 'With CUDA for NVIDIA cards (about 3 GB)'
    },
    install: 'Install native runtime',
    again: 'Install again',
    cancel: 'Cancel',
    stages,
    done: (version: string, time: string) =>
      `Installed ${version} in ${time}. It is used from the next run on.`,
    unchanged: 'What was there before is still in place.'
  },
  empty: 'Looking for devices…'
}
