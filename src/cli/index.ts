import { placesOf } from '#host/front/places'
import { runCommandLine } from './program'

/** The command line of the built program. Resolves to the exit code. */
export const run = (argv: readonly string[]): Promise<number> => runCommandLine(argv, placesOf(__dirname))
