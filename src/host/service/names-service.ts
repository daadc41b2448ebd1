import type { HostService } from '#shared/contract'
import { toCsv } from '#shared/csv'
import { AppError } from '#shared/errors/app-error'
import type { FileHandle, ReadOptions } from '#shared/schemas/names-data'
import { fileNameFor } from '../runs/metrics-csv'
import type { RunLibrary } from '../runs/library'
import type { Answers } from '../training/answers'
import type { Supervisor } from '../training/supervisor'

/** Names of one file that are classified: the answer travels as one text. */
const fileLimit = 500_000
/** Names asked for at once, so that a training run gets its turn between. */
const portion = 5000

export interface NamesServiceParts {
  readonly answers: Answers
  readonly library: RunLibrary
  readonly supervisor: Supervisor
  readNames(file: FileHandle, read: ReadOptions): Promise<{ names: string[] }>
}

export function namesService(parts: NamesServiceParts): HostService['names'] {
  const { answers, library, supervisor } = parts
  return {
    classify: ({ run, names, detail }) => answers.classify(run, names, detail),
    cell: ({ run, truth, answer }) => answers.cell(run, truth, answer),
    classifyFile: async ({ run, file, read }) => {
      const { live } = supervisor
      const labels = live?.id === run ? live.data.classes : (await library.summary(run)).classes
      const { names } = await parts.readNames(file, read)
      if (names.length > fileLimit)
        throw new AppError('too-many-names', { rows: names.length, limit: fileLimit })
      const rows: [string, string, number][] = []
      for (let from = 0; from < names.length; from += portion) {
        const some = names.slice(from, from + portion)
        const { classes, probabilities } = await answers.answers(run, some)
        some.forEach((name, i) =>
          rows.push([name, labels[classes[i]!] ?? '', Number(probabilities[i]!.toPrecision(6))])
        )
      }
      const base = file.name.replace(/(\.(csv|tsv|txt))?(\.gz)?$/i, '')
      return {
        fileName: fileNameFor(base, '-classified.csv'),
        csv: toCsv([['name', 'label', 'probability'], ...rows]),
        rows: rows.length
      }
    }
  }
}
