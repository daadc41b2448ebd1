import type { Context } from '../context'
import { libraryFolder } from '../find-run'
import { percent, table } from '../output'

/** `runs`: the library, newest first. */
export async function runs(context: Context): Promise<void> {
  const list = await context.call.runs.list()
  const rows = list.map((run) => [
    run.id,
    run.name,
    run.preset,
    `${run.epochs} of ${run.epochsPlanned}`,
    percent(run.best?.accuracy),
    run.stop ?? ''
  ])
  for (const run of list) context.output.say({ ...run, folder: libraryFolder(context, run.id) })
  const head = ['run', 'name', 'preset', 'epochs', 'best', 'ended']
  for (const line of rows.length > 0 ? table([head, ...rows]) : ['There are no runs yet.'])
    context.output.line(line)
}
