import { statSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '#shared/errors/app-error'
import { runIdSchema, type RunId } from '#shared/schemas/runs'
import type { Session } from './session'

/** The run behind --run: a folder anywhere, or the id of a run in the library. */
export async function findRun(session: Session, given: string): Promise<RunId> {
  if (isFolder(given)) return session.host.openRun(path.resolve(given))
  const id = runIdSchema.safeParse(given)
  if (id.success && isFolder(libraryFolder(session, id.data))) return id.data
  throw new AppError('run-not-found', { run: given })
}

const isFolder = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false

/** The folder of a run in the library. */
export const libraryFolder = ({ dataDir }: Session, run: RunId): string => path.join(dataDir, 'runs', run)
