import { Readable } from 'node:stream'
import { constants, createGunzip } from 'node:zlib'
import { AppError } from '#shared/errors/app-error'

/** Unpacked bytes at which any gzip file is refused. */
export const unpackedLimit = 1024 ** 3
/** Text packs 3 to 30 times; a bomb about 1,000 times. */
const ratioLimit = 200
/** Below this many bytes out, the ratio says nothing: ten thousand equal rows are not an attack. */
const ratioFrom = 4 * 1024 ** 2

/** The gzip data ends before its end: what was unpacked so far is whole. */
export class GzipCut extends Error {}

/**
 * Unpacks gzip data of one or more members; zlib checks each member's CRC. Zeros after the last member are padding;
 * anything else there counts as damage.
 * @param tolerateCut data that breaks off just ends, instead of throwing
 * @throws GzipCut; AppError 'data-gzip-bomb' or 'data-gzip-damaged'
 */
export async function* unpack(
  packed: AsyncIterable<Buffer>,
  file: string,
  tolerateCut: boolean
): AsyncGenerator<Buffer> {
  const source = Readable.from(packed, { objectMode: true })
  const gunzip = createGunzip({
    chunkSize: 128 * 1024,
    ...(tolerateCut ? { finishFlush: constants.Z_SYNC_FLUSH } : {})
  })
  source.on('error', (error) => gunzip.destroy(error))
  source.pipe(gunzip)
  let out = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      out += chunk.length
      if (out > unpackedLimit) throw new AppError('data-gzip-bomb', { file, limit: '1 GiB' })
      if (out > ratioFrom && out > gunzip.bytesWritten * ratioLimit)
        throw new AppError('data-gzip-bomb', { file, limit: `${ratioLimit}×` })
      yield chunk
    }
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException | undefined)?.code
    if (code === 'Z_BUF_ERROR') throw new GzipCut()
    if (code?.startsWith('Z_')) throw new AppError('data-gzip-damaged', { file }, String(thrown))
    throw thrown
  } finally {
    source.destroy()
    gunzip.destroy()
  }
}
