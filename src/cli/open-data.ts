import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import type { DatasetReport, ReadOptions, ReadQuestion } from '#shared/schemas/names-data'
import type { Context } from './context'

export interface DataOptions {
  /** Absent: the sample that ships. */
  readonly data?: string | undefined
  readonly test?: string | undefined
  readonly read?: ReadOptions
}

/** Opens a training file, and a test file where one is given. Throws AppError 'data-…' and 'file-…'. */
export async function openData(context: Context, options: DataOptions): Promise<DatasetReport> {
  const { call, on, output } = context
  const forget = on.data.progress(({ file, bytes, total, rows }) => {
    const share = total > 0 ? ` ${Math.floor((bytes / total) * 100)} %` : ''
    output.progress(`Reading ${file}${share}, ${rows} rows`)
  })
  try {
    const report =
      options.data === undefined ? await sample(context) : await open(context, options.data, options)
    if (options.test === undefined) return report
    return await open(context, options.test, options, report)
  } finally {
    forget()
    output.clear()
    void call // the data set lives as long as the session
  }
}

async function open(
  { host, call }: Context,
  file: string,
  options: DataOptions,
  training?: DatasetReport
): Promise<DatasetReport> {
  const files = [await host.grants.grant(file)]
  const read = options.read ?? {}
  const opened = training
    ? await call.data.attachTest({ dataset: training.summary.id, files, read })
    : await call.data.open({ files, read })
  if (opened.kind === 'open') return opened.report
  throw unanswered(opened.question, path.basename(file))
}

/** Nobody is here to answer: the options that answer are named. */
function unanswered(question: ReadQuestion, file: string): AppError {
  if (question.about === 'columns') return new AppError('data-columns-unclear', { file })
  const hints: Record<typeof question.about, string> = {
    encoding: `encoding; try --encoding ${question.encodings.slice(0, 4).join(', ')}`,
    truncated: `the file is cut off after row ${question.count ?? 0}; --accept-truncated uses the rows before`,
    'many-classes': `${question.count ?? 0} classes; --accept-many-classes takes them`
  }
  return new AppError('data-question-open', { file, about: hints[question.about] })
}

async function sample({ call }: Context): Promise<DatasetReport> {
  const found = (await call.data.list()).find((dataset) => dataset.sample)
  if (!found) throw new AppError('data-sample-missing')
  return call.data.report(found.id)
}
