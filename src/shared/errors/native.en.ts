import type { ErrorText } from './texts.en'

const setUp = {
  'native-no-python': {
    title: 'Python was not found',
    reason: 'TensorFlow’s library comes from Python’s package index. Nothing was changed.',
    next: 'Install Python 3 ({install}), then set up again.'
  },
  'native-no-pip': {
    title: 'Python has no pip',
    reason: '{python} has neither pip nor the venv module, so it cannot download TensorFlow.',
    next: 'Install them ({install}), then set up again.'
  },
  'native-no-compiler': {
    title: 'No C++ compiler was found',
    reason: 'The small part that joins TensorFlow to this app is compiled on your machine.',
    next: 'Install one ({install}), then set up again.'
  },
  'native-no-headers': {
    title: 'The headers to compile with are missing',
    reason: '{folder} does not have node_api.h. The installation is incomplete.',
    next: 'Install Unroll again; in a clone of the repository, run npm ci.'
  },
  'native-package-missing': {
    title: 'The package for TensorFlow is missing',
    reason:
      '@tensorflow/tfjs-node-gpu was not found in {folder}. It is an optional part of the installation.',
    next: 'Install Unroll again; in a clone of the repository, run npm ci.'
  },
  'native-unsupported-windows': {
    title: 'TensorFlow cannot be set up on Windows',
    reason:
      'Its Windows package has no library to link to, and the ready-made one is no longer offered for download.',
    next: 'Use the built-in CPU device, which needs nothing; for an NVIDIA card, run Unroll inside WSL 2.'
  },
  'native-unsupported': {
    title: 'TensorFlow cannot be set up on {system}',
    reason: 'There is no TensorFlow library for it.',
    next: 'Use the built-in CPU device; it needs nothing.'
  },
  'native-no-wheel': {
    title: 'No TensorFlow for this computer',
    reason: 'The package index has no {wheel} for {system}.',
    next: 'Use the built-in CPU device; it needs nothing.'
  },
  'native-download-failed': {
    title: 'TensorFlow could not be downloaded',
    reason: 'pip said: {what}',
    next: 'Check the network and pip’s proxy settings, then set up again.'
  },
  'native-incomplete-wheel': {
    title: 'The downloaded TensorFlow is incomplete',
    reason: '{file} is not in it.',
    next: 'Set up again; if it happens again, copy the details and report them.'
  },
  'native-compile-failed': {
    title: 'The binding did not compile',
    reason: '{what}',
    next: 'Update the compiler, then set up again; if it happens again, copy the details and report them.'
  },
  'native-disk-full': {
    title: 'Not enough disk space for TensorFlow',
    reason: 'It needs about {need} in {folder}. What was there before is unchanged.',
    next: 'Free some space, then set up again.'
  },
  'native-not-writable': {
    title: 'The folder for TensorFlow cannot be written',
    reason: '{folder}: {what}',
    next: 'Give yourself write access to that folder, then set up again.'
  },
  'native-cancelled': {
    title: 'The set-up was cancelled',
    reason: 'What was there before is unchanged.',
    next: 'Set up again whenever you like.'
  }
} as const satisfies Record<string, ErrorText>

const loading = {
  'native-not-set-up': {
    title: 'TensorFlow is not set up',
    reason: 'Its library is not on this computer yet. The app works without it.',
    next: 'Set it up on the Devices page, or run: npm run setup:native.'
  },
  'native-bad-manifest': {
    title: 'The TensorFlow set-up is damaged',
    reason: '{file} is not what the set-up writes.',
    next: 'Set up TensorFlow again.'
  },
  'native-file-missing': {
    title: 'A part of TensorFlow is missing',
    reason: '{file} is gone.',
    next: 'Set up TensorFlow again.'
  },
  'native-library-missing': {
    title: 'TensorFlow needs a library that is missing',
    reason: '{file} was not found on this computer.',
    next: 'Set up TensorFlow again; on another system, install the package that holds the library.'
  },
  'native-system-too-old': {
    title: 'This system is too old for TensorFlow',
    reason: 'It needs {what} of the system’s C library.',
    next: 'Update the system, or use the built-in CPU device.'
  },
  'native-wrong-abi': {
    title: 'TensorFlow’s binding was built for something else',
    reason: '{what}',
    next: 'Set up TensorFlow again.'
  },
  'native-load-failed': {
    title: 'TensorFlow did not load',
    reason: '{what}',
    next: 'Set up TensorFlow again; if it happens again, copy the details and report them.'
  },
  'native-illegal-instruction': {
    title: 'This processor is too old for TensorFlow',
    reason: 'TensorFlow’s library uses instructions (AVX) that it does not have.',
    next: 'Use the built-in CPU device.'
  },
  'native-crashed': {
    title: 'TensorFlow crashed while it was tried',
    reason: 'The process that tried it ended with {signal}. The app itself is not affected.',
    next: 'Set up TensorFlow again, or use the built-in CPU device.'
  },
  'native-silent': {
    title: 'TensorFlow did not answer',
    reason: 'The process that tried it said nothing for {seconds} s.',
    next: 'Close programs that use the card, then try again.'
  },
  'native-wrong-result': {
    title: 'TensorFlow computes wrongly here',
    reason: 'A product of two small matrices came out as {what}.',
    next: 'Use the built-in CPU device, and report the details.'
  },
  'native-cpu-only': {
    title: 'TensorFlow was set up for the CPU',
    reason: 'The library that was downloaded has no part for graphics cards.',
    next: 'Set up TensorFlow again with “NVIDIA card”.'
  },
  'native-no-driver': {
    title: 'No NVIDIA driver was found',
    reason: 'TensorFlow reaches a graphics card only through NVIDIA’s driver.',
    next: 'Install the driver if this computer has an NVIDIA card.'
  },
  'native-no-gpu': {
    title: 'TensorFlow sees no graphics card',
    reason: 'The driver is there, but the library ({tensorflow}) found no card that it can use.',
    next: 'Update NVIDIA’s driver, then set up TensorFlow again.'
  }
} as const satisfies Record<string, ErrorText>

/** Setting up and loading TensorFlow's library. */
export const nativeTextsEn = { ...setUp, ...loading } as const
