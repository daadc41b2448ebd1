import type { ErrorText } from './texts.en'

/** Failures of reading data files, of data sets and of their split. `{file}` is a file's display name, never a path. */
export const dataTextsEn = {
  'data-no-rows': {
    title: 'No names found in {file}',
    reason: 'The file has {rows} usable rows.',
    next: 'Choose a file with a name and a class in each row.'
  },
  'data-one-class': {
    title: '{file} has a single class',
    reason: 'Every usable row is “{label}”, so there is nothing to tell apart. Nothing was changed.',
    next: 'Choose a file with at least two classes, or name another column as the class.'
  },
  'data-one-column': {
    title: '{file} has a single column',
    reason: 'Each row needs a name and a class; no comma, tab, semicolon or bar divides the rows.',
    next: 'Add a column with the class, or open a folder with one text file a class.'
  },
  'data-column-missing': {
    title: '{file} has no column {column}',
    reason: 'Its rows have {columns} columns.',
    next: 'Choose one of the columns that are there.'
  },
  'data-columns-unclear': {
    title: '{file} does not say which column holds what',
    reason: 'More than one reading is possible, and nobody is here to ask.',
    next: 'Give the columns and whether there is a header.'
  },
  'data-file-missing': {
    title: '{file} is not there any more',
    reason: 'It was moved, renamed or deleted. Nothing was changed.',
    next: 'Choose the file again.'
  },
  'data-file-unreadable': {
    title: '{file} cannot be read',
    reason: 'The system refused: {what}.',
    next: 'Check the permissions of the file or copy it to another folder, then open the copy.'
  },
  'data-not-a-file': {
    title: '{file} is neither a file nor a folder',
    reason: 'Devices, pipes and sockets cannot be opened as data.',
    next: 'Choose a CSV file or a folder of text files.'
  },
  'data-file-changed': {
    title: '{file} changed while it was being read',
    reason: 'Another program wrote to it, so the rows may not belong together. None were kept.',
    next: 'Wait until the other program has finished, then open the file again.'
  },
  'data-workbook': {
    title: '{file} looks like a spreadsheet workbook',
    reason: 'Workbooks ({format}) are not plain text. Nothing was loaded.',
    next: 'Save it as CSV (UTF-8) in Excel or LibreOffice, then open that file.'
  },
  'data-binary': {
    title: '{file} is not a text file',
    reason: 'Its first bytes are those of {format}. Nothing was loaded.',
    next: 'Choose a CSV, TSV or text file.'
  },
  'data-not-text': {
    title: '{file} does not look like text',
    reason: 'Too many of its first bytes are control codes. Nothing was loaded.',
    next: 'Choose a CSV, TSV or text file.'
  },
  'data-gzip-bomb': {
    title: '{file} unpacks to too much',
    reason:
      'It grows past {limit}, which a file of names does not. Unpacking was stopped; nothing was loaded.',
    next: 'Unpack it yourself and check what it holds before you open it.'
  },
  'data-gzip-damaged': {
    title: '{file} is damaged',
    reason:
      'The compressed data does not check out: it was altered, or something else follows it. Nothing was loaded.',
    next: 'Copy or download the file again.'
  },
  'data-gzip-nested': {
    title: '{file} is compressed twice',
    reason: 'There is another gzip file inside it. Nothing was loaded.',
    next: 'Unpack it once, then open the result.'
  },
  'data-too-many-rows': {
    title: '{file} has more than {limit} rows',
    reason: 'That is the most this app loads. Nothing was loaded.',
    next: 'Cut the file to a random sample of its rows, then open that.'
  },
  'data-encoding-unknown': {
    title: 'The encoding “{encoding}” is not known',
    reason: '{file} was not read.',
    next: 'Choose another encoding, such as utf-8 or euc-kr.'
  },
  'data-folder-empty': {
    title: 'No class files in {file}',
    reason:
      'A folder needs one .txt file a class, named after the class; {skipped} entries were passed over.',
    next: 'Choose a folder with files such as Korean.txt and German.txt.'
  },
  'data-question-open': {
    title: '{file} needs an answer first',
    reason: 'The reader is in doubt about: {about}.',
    next: 'Open the file by itself and answer there.'
  },
  'data-test-labels': {
    title: '{file} shares no class with the training file',
    reason: 'None of its {rows} rows has a class that the training data knows.',
    next: 'Check which column holds the class, or choose another test file.'
  },
  'data-nothing-held-out': {
    title: 'Too few names to hold any out',
    reason: 'With {names} distinct names in {classes} classes, every name is needed for training.',
    next: 'Add names, or attach a test file.'
  },
  'data-unknown': {
    title: 'This data set is not open',
    reason: 'It was closed, or the program was started again since.',
    next: 'Open its file again.'
  },
  'data-sample-missing': {
    title: 'The sample names are missing',
    reason: 'The file that ships with the program is not in its place.',
    next: 'Install the program again, or run npm run build in the source folder.'
  },
  'data-cancelled': {
    title: 'Reading was cancelled',
    reason: 'Nothing was changed.',
    next: 'Open the file again whenever you like.'
  }
} as const satisfies Record<string, ErrorText>
