import type { Context } from '../context'
import { findRun } from '../find-run'
import { percent, table } from '../output'

const shown = 5 // classes of a ranking that people read

/** `predict names --run DIR NAME…`: every class of each name, most probable first; with --file, a CSV of a whole file. */
export async function predictNames(
  context: Context,
  names: readonly string[],
  options: { readonly run: string; readonly file?: string | undefined }
): Promise<void> {
  const { call, host, output } = context
  const run = await findRun(context, options.run)
  if (options.file !== undefined) {
    const file = await host.grants.grant(options.file)
    const { csv, rows } = await call.names.classifyFile({ run, file, read: {} })
    output.say({ csv, rows }, csv.trimEnd())
    return
  }
  const answers = await call.names.classify({ run, names: [...names], detail: 'ranking' })
  for (const { name, ranking, unknownLetters } of answers) {
    const unknown =
      unknownLetters > 0 ? ` (${unknownLetters} letters that the training names do not have)` : ''
    output.say(
      { name, ranking, unknownLetters },
      `${name}${unknown}`,
      ...table(ranking.slice(0, shown).map(({ label, probability }) => [`  ${label}`, percent(probability)]))
    )
  }
}
