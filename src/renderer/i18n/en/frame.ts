import { count } from '../numbers'

const n = (value: number): string => count(value, 'en')

export const frame = {
  appName: 'Unroll',
  screens: {
    learn: 'Learn',
    names: 'Names',
    text: 'Text',
    chat: 'Chat',
    runs: 'Runs',
    devices: 'Devices',
    settings: 'Settings'
  },
  navigation: 'Screens',
  runAlive: 'a run is alive',
  deviceNone: 'No device yet',
  rateShort: (rate: string) => `${rate} names/s`,
  close: 'Close',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  undo: 'Undo',
  more: 'More',
  copyDetails: 'Copy details',
  copied: 'Copied',
  tryAgain: 'Try again',
  loading: 'Loading…',
  search: 'Search',
  reset: 'Reset',
  on: 'on',
  off: 'off',
  connection: {
    connecting: 'Connecting to Unroll…',
    lost: 'The connection to Unroll was lost. Trying again; a run that was training goes on without this window.'
  },
  train: {
    train: 'Train',
    pause: 'Pause',
    resume: 'Resume',
    step: 'Step',
    stepHint: 'Train one batch, then pause',
    stop: 'Stop',
    preparing: 'Preparing…',
    keepGoing: 'Continue this run',
    noData: 'Open names first',
    fixSettings: 'A setting is out of range'
  },
  stages: {
    data: 'Reading the data',
    device: 'Waking the device',
    model: 'Building the network',
    checkpoint: 'Reading the checkpoint'
  },
  status: {
    label: 'The run that is alive',
    epoch: (epoch: number, epochs: number) => `epoch ${n(epoch)} of ${n(epochs)}`,
    left: (time: string) => `${time} left`,
    loss: (loss: string) => `loss ${loss}`,
    heldOut: (share: string) => `held-out ${share}`,
    rate: (rate: string) => `${rate} names/s`,
    paused: 'paused',
    silent: 'no sign of life for ten seconds',
    end: 'End it',
    show: 'Show the run',
    spoken: (epoch: number, epochs: number, accuracy: string) =>
      `Epoch ${epoch} of ${epochs}, held-out accuracy ${accuracy}`,
    spokenDone: 'Training is done',
    spokenPaused: 'Training is paused',
    spokenFailed: 'Training stopped unexpectedly'
  },
  crash: {
    safe: (epoch: number | null) =>
      epoch === null || epoch === 0
        ? 'No epoch was finished yet.'
        : `Nothing up to epoch ${n(epoch)} was lost.`,
    resume: 'Resume'
  },
  closing: {
    title: 'A run is still training',
    text: 'What should happen to it when this window closes?',
    keep: 'Keep training',
    keepHint: 'The window closes, training goes on in the background.',
    stop: 'Stop and close',
    stopHint: 'The run is saved first and can be resumed later.',
    back: 'Back to the window'
  },
  drop: {
    title: 'Drop to open',
    takes: 'CSV, TSV or text, also as .gz, or a folder of Class.txt files',
    training: 'Open as names to train on',
    test: 'Use as the test file',
    batch: 'Classify every name in it'
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    playPause: 'Pause or resume training',
    train: 'Train',
    open: 'Open a file',
    screens: 'Go to a screen',
    search: 'Search on this screen',
    help: 'Show this list',
    close: 'Close what is open',
    grid: 'Move between cells; Enter opens one',
    letters: 'On a letter: change it; left and right move'
  },
  endedToast: {
    finished: 'Training finished',
    'early-stop': 'Training stopped early: the held-out score no longer rose',
    stopped: 'Training stopped',
    diverged: 'Training stopped: the loss was no longer a number',
    crashed: 'Training stopped unexpectedly',
    'disk-full': 'Training stopped: the disk is full',
    closed: 'Training stopped when the window closed'
  },
  figure: {
    menu: (title: string) => `Copy or save: ${title}`,
    copyPng: 'Copy as picture (PNG)',
    savePng: 'Save as picture (PNG)',
    copyCsv: 'Copy as table (CSV)',
    saveCsv: 'Save as table (CSV)',
    copiedPng: 'Picture copied',
    copiedCsv: 'Table copied',
    saved: (file: string) => `Saved ${file}`,
    noClipboard: 'The clipboard is not available here; save it instead.'
  }
}
