import type { ErrorText } from './texts.en'

/** The local server and the command line. */
export const frontsTextsEn = {
  usage: {
    title: 'This command cannot be understood',
    reason: '{what}',
    next: 'Run {help} to see how it is used.'
  },
  'config-invalid': {
    title: 'A setting is not possible',
    reason: '{field}: {what}',
    next: 'Change it and start again; nothing was trained.'
  },
  'config-file': {
    title: 'The settings in {file} cannot be read',
    reason: '{what}',
    next: 'Mend the file, or leave --config out.'
  },
  'run-folder-needed': {
    title: 'There is nothing to resume',
    reason: '--resume needs the folder of a run, and {folder} holds none.',
    next: 'Give the folder of the run with --run.'
  },
  'host-refused': {
    title: 'Unroll does not listen on {address}',
    reason:
      'Everyone who reaches this machine there could try to open your runs and files; the address is not encrypted.',
    next: 'Leave --host out, or add --i-know if you accept this.'
  },
  'port-taken': {
    title: 'Port {port} is in use',
    reason: 'Another program listens there ({code}).',
    next: 'Choose another port, or leave --port out.'
  },
  'upload-too-large': {
    title: '{file} is too large',
    reason: 'A file may have {limit} MB in the browser. Nothing of it was kept.',
    next: 'Open it with the command line or in the window, or make it smaller.'
  },
  'page-missing': {
    title: 'The page is not built',
    reason: 'There is no index.html in {folder}.',
    next: 'Run npm run build.'
  }
} as const satisfies Record<string, ErrorText>
