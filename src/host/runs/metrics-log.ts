import { readFile } from 'node:fs/promises'
import { toAppError, type AppError } from '#shared/errors/app-error'
import { epochSchema, type Epoch } from '#shared/schemas/names-metrics'
import { appendLines, readLines } from '../files/lines'
import { saveAtomic } from '../files/save-atomic'

// [Note: metrics and checkpoints] An epoch's line is written before its checkpoint, and the view hears of the epoch after
// both. So after a crash the curve may be one line ahead of the weights, never behind: going on from a checkpoint first
// takes back the lines after it, and the curve has neither a gap nor a point twice.

/** Epochs in a metrics file, by rising step; a line that cannot be read is left out. */
export async function readEpochs(file: string): Promise<Epoch[]> {
  const epochs: Epoch[] = []
  for (const line of await readLines(file)) {
    const epoch = parseLine(line)
    if (epoch && epoch.step > (epochs[epochs.length - 1]?.step ?? -1)) epochs.push(epoch)
  }
  return epochs
}

function parseLine(line: string): Epoch | undefined {
  try {
    return epochSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/** The curve of the run in hand: in memory, and in a file that ends on a whole line. */
export class MetricsLog {
  #unsaved: Epoch[] = []

  private constructor(
    private readonly file: string,
    private epochsNow: Epoch[]
  ) {}

  /** Reads the file, and leaves what follows `step` out of it. Throws as saveAtomic does. */
  static async open(file: string, step: number): Promise<MetricsLog> {
    const epochs = (await readEpochs(file)).filter((epoch) => epoch.step <= step)
    const text = epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join('')
    const found = await readFile(file, 'utf8').catch(() => '')
    if (found !== text) await saveAtomic(file, text)
    return new MetricsLog(file, epochs)
  }

  get epochs(): readonly Epoch[] {
    return this.epochsNow
  }

  /**
   * Takes an epoch in; once, even when it is reported again. Returns why it could not be written, or null: it stays in
   * memory then and is written with the next one.
   */
  async append(epoch: Epoch): Promise<AppError | null> {
    const last = this.epochsNow[this.epochsNow.length - 1]
    if (!last || epoch.step > last.step) {
      this.epochsNow.push(epoch)
      this.#unsaved.push(epoch)
    }
    if (this.#unsaved.length === 0) return null
    try {
      await appendLines(
        this.file,
        this.#unsaved.map((one) => JSON.stringify(one))
      )
      this.#unsaved = []
      return null
    } catch (thrown) {
      return toAppError(thrown)
    }
  }
}
