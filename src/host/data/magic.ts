import { AppError } from '#shared/errors/app-error'

/** First bytes of formats that people drop by mistake, as Latin-1. */
const signatures: readonly (readonly [start: string, format: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF87a', 'GIF'],
  ['GIF89a', 'GIF'],
  ['%PDF-', 'PDF'],
  ['\x7fELF', 'ELF'],
  ['MZ\x90\0', 'EXE'],
  ['\xcf\xfa\xed\xfe', 'Mach-O'],
  ['\xfe\xed\xfa\xcf', 'Mach-O'],
  ['\xca\xfe\xba\xbe', 'Mach-O'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'Zstandard'],
  ["7z\xbc\xaf'\x1c", '7z'],
  ['Rar!\x1a\x07', 'RAR'],
  ['SQLite format 3\0', 'SQLite'],
  ['\x89HDF\r\n\x1a\n', 'HDF5'],
  ['PAR1', 'Parquet'],
  ['ARROW1', 'Arrow'],
  ['\x93NUMPY', 'NumPy'],
  ['\0asm', 'WebAssembly'],
  ['OggS', 'Ogg'],
  ['ID3', 'MP3'],
  ['RIFF', 'RIFF']
]

/** The old binary format of Excel and Word. */
const compoundFile = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8

/**
 * Refuses a file whose first bytes (64 KiB are enough) are those of another format.
 * @throws AppError 'data-workbook' or 'data-binary'
 */
export function refuseSignature(head: Uint8Array, file: string): void {
  const start = Buffer.from(head.subarray(0, 16)).toString('latin1')
  if (start.startsWith('PK\x03\x04')) refuseZip(head, file)
  if (start.startsWith(compoundFile)) throw new AppError('data-workbook', { file, format: 'XLS' })
  for (const [signature, format] of signatures)
    if (start.startsWith(signature)) throw new AppError('data-binary', { file, format })
}

/**
 * Refuses bytes that are no text in any encoding. `wide`: its NULs are those of UTF-16.
 * @throws AppError 'data-not-text'
 */
export function refuseBinary(head: Uint8Array, file: string, wide: boolean): void {
  if (!wide && tooManyControls(head)) throw new AppError('data-not-text', { file })
}

/** A zip: a workbook by the names of its first members, else an archive. */
function refuseZip(head: Uint8Array, file: string): never {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const open = text.includes('opendocument.spreadsheet')
  if (open || text.includes('xl/') || text.includes('[Content_Types].xml'))
    throw new AppError('data-workbook', { file, format: open ? 'ODS' : 'XLSX' })
  throw new AppError('data-binary', { file, format: 'ZIP' })
}

/** Random bytes hold one control code in nine; text holds none but tab, line ends and, in ISO-2022, escape. */
function tooManyControls(head: Uint8Array): boolean {
  let controls = 0
  for (const byte of head)
    if (byte < 32 ? byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 12 : byte === 127)
      controls++
  return controls > Math.max(4, head.length * 0.02)
}
