import type { ErrorText } from './texts.en'

/** Files that the host reads and writes: model files, run folders, settings, the disk. */
export const filesTextsEn = {
  'disk-full': {
    title: 'The disk is full',
    reason: '{needed} MB needed, {free} MB free in {folder}. What was saved before is whole.',
    next: 'Free some space, then resume.'
  },
  'folder-read-only': {
    title: 'This folder cannot be written to',
    reason: 'The system does not allow it: {folder}',
    next: 'Allow writing there, or choose another folder.'
  },
  'folder-gone': {
    title: 'The folder is gone',
    reason: '{folder} was moved, removed or unplugged.',
    next: 'Bring it back, then try again.'
  },
  'write-failed': {
    title: '{file} could not be saved',
    reason: 'The system says {code}. What was saved before is whole.',
    next: 'Close programs that use the file, then try again.'
  },
  'file-not-found': {
    title: '{file} is not there',
    reason: 'It was moved or removed, or it is not a file.',
    next: 'Choose the file again.'
  },
  'file-not-readable': {
    title: '{file} may not be read',
    reason: 'The system does not allow this user to read it.',
    next: 'Change its permissions, or choose another file.'
  },
  'file-not-granted': {
    title: '{file} has to be chosen again',
    reason: 'Only files that you opened since Unroll started can be read.',
    next: 'Choose the file again.'
  },
  'settings-reset': {
    title: 'The settings could not be read',
    reason: 'The damaged file was put aside as {file}; the settings are as on the first day.',
    next: 'Check the settings.'
  },
  'settings-restored': {
    title: 'The settings could not be read',
    reason: 'The damaged file was put aside as {file}; the settings are those of the last start.',
    next: 'Check the settings.'
  },
  'settings-newer': {
    title: 'The settings were made by a newer version',
    reason: 'Their file is left as it is; changes made here are not kept.',
    next: 'Update Unroll to use them.'
  },
  'model-file-not': {
    title: 'This is not a model file',
    reason: 'It does not begin as a safetensors file does.',
    next: 'Choose a .safetensors file.'
  },
  'model-file-cut': {
    title: 'The model file is cut off',
    reason: 'It is shorter than its header says.',
    next: 'Copy or download it again.'
  },
  'model-file-large': {
    title: 'The model file is too large to open here',
    reason: 'Its header is above 1 MiB, or it names more than 2,000 tensors.',
    next: 'Choose a model that Unroll made.'
  },
  'model-file-layout': {
    title: 'The model file contradicts itself',
    reason: 'The place or size of tensor "{tensor}" does not fit.',
    next: 'Copy or export the file again.'
  },
  'model-file-type': {
    title: 'The model file holds numbers of another type',
    reason: 'Tensor "{tensor}" is {type}; F32, I32 and U8 can be read.',
    next: 'Export it with 32-bit floats.'
  },
  'model-file-metadata': {
    title: 'The notes in the model file cannot be read',
    reason: 'They are not plain text.',
    next: 'Export the file again.'
  },
  'model-file-damaged': {
    title: 'The model file is damaged',
    reason: 'Its checksum does not fit its content.',
    next: 'Open an earlier copy.'
  },
  'model-file-not-finite': {
    title: 'The model holds numbers that are not finite',
    reason: 'Tensor "{tensor}" has NaN or infinity in it.',
    next: 'Open an earlier checkpoint.'
  }
} as const satisfies Record<string, ErrorText>
