import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import type { Places } from '#host/front/places'
import { AppError } from '#shared/errors/app-error'
import { namesPresets } from '#shared/presets'
import type { ReadOptions } from '#shared/schemas/names-data'
import type { Context } from './context'
import { exitCodes } from './exit-code'
import { Output } from './output'
import { settingsOf } from './settings'

type Options = Record<string, string | boolean | string[] | undefined>
type Work = (context: Context) => Promise<number | void>

const jsonOption = ['--json', 'one JSON object a line on stdout, nothing else'] as const
const deviceOption = ['--device <device>', 'auto, cuda, native or builtin'] as const
const collect = (value: string, list: string[] = []): string[] => [...list, value]

/** Options that answer what the reader of files would ask. */
function readingOptions(command: Command): Command {
  return command
    .option('--encoding <name>', 'encoding of the files, e.g. euc-kr')
    .option('--separator <character>', 'what divides columns: , ; | or tab')
    .option('--header', 'the first row is a header')
    .option('--no-header', 'the first row is data')
    .option('--name-column <n>', 'column of the names, from 1')
    .option('--label-column <n>', 'column of the classes, from 1')
    .option('--accept-truncated', 'use the rows before the cut of a gzip file')
    .option('--accept-many-classes', 'take more than 1,000 classes')
}

const column = (value: Options[string]): number | undefined => {
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isInteger(number) && number >= 1) return number - 1
  throw new AppError('usage', {
    what: `${String(value)} is not a column, counted from 1`,
    help: 'npm run unroll -- --help'
  })
}

function readOptions(options: Options): ReadOptions {
  const separator = options['separator'] === 'tab' ? '\t' : options['separator']
  const all = {
    encoding: options['encoding'],
    separator,
    header: options['header'],
    nameColumn: column(options['nameColumn']),
    labelColumn: column(options['labelColumn']),
    acceptTruncated: options['acceptTruncated'],
    acceptManyClasses: options['acceptManyClasses']
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as ReadOptions
}

/**
 * The commands. Each one's code is loaded when it runs, so that starting costs little.
 *
 * @param finish takes the exit code of the command that ran
 */
export function buildProgram(places: Places, finish: (code: number) => void): Command {
  const inSession = async (options: Options, work: Work): Promise<void> => {
    const { inSession: open } = await import('./context')
    finish(await open(places, new Output(options['json'] === true), work))
  }
  const program = new Command('unroll')
    .description('Train recurrent networks, look inside, and use them.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()

  const data = program.command('data').description('what is in a file')
  readingOptions(data.command('names'))
    .description('rows, classes, bad rows, duplicates, and what counting alone reaches')
    .argument('[file]', 'CSV, TSV, .csv.gz or a folder of Class.txt; none: the sample')
    .option('--test <file>', 'a test file')
    .option(...jsonOption)
    .action((file: string | undefined, options: Options) =>
      inSession(options, async (context) => {
        const { dataNames } = await import('./commands/data-names')
        await dataNames(context, { data: file, test: options['test'] as string, read: readOptions(options) })
      })
    )

  const train = program.command('train').description('train a network')
  readingOptions(train.command('names'))
    .description('train a classifier of names')
    .option('--data <file>', 'training names; none: the sample')
    .option('--test <file>', 'a test file; none: a part of the names is held out')
    .option('--preset <name>', Object.keys(namesPresets).join(', '), 'best')
    .option('--config <file>', 'settings from a JSON file')
    .option('--set <setting=value>', 'one setting, e.g. training.learningRate=0.003; again for more', collect)
    .option('--epochs <n>')
    .option('--seed <n>')
    .option(...deviceOption)
    .option('--run <folder>', 'where the run goes; none: the library')
    .option('--resume', 'go on with the run in --run')
    .option('--name <text>', 'what the library calls it')
    .option(...jsonOption)
    .addHelpText('after', () => {
      const lines = settingsOf(namesPresets.best).map(([key, value]) => `  ${key}=${JSON.stringify(value)}`)
      return `\nSettings and their values in the preset best:\n${lines.join('\n')}`
    })
    .action((options: Options) =>
      inSession(options, async (context) => {
        const { trainNames } = await import('./commands/train-names')
        await trainNames(context, { ...options, read: readOptions(options) })
      })
    )

  program
    .command('predict')
    .description('use a network')
    .command('names')
    .description('classify names')
    .argument('[names...]')
    .requiredOption('--run <folder>', 'folder or id of a run')
    .option('--file <file>', 'classify a whole file and print CSV')
    .option(...jsonOption)
    .action((names: string[], options: Options) =>
      inSession(options, async (context) => {
        const { predictNames } = await import('./commands/predict-names')
        await predictNames(context, names, { run: options['run'] as string, file: options['file'] as string })
      })
    )

  program
    .command('devices')
    .description('what this machine can train on')
    .option('--setup [flavour]', "set up TensorFlow's library first: auto, cpu or cuda")
    .option(...jsonOption)
    .action((options: Options) =>
      inSession(options, async (context) => {
        const { devices } = await import('./commands/devices')
        await devices(context, { setup: options['setup'] as string | true | undefined })
      })
    )

  program
    .command('runs')
    .description('the library of runs')
    .option(...jsonOption)
    .action((options: Options) =>
      inSession(options, async (context) => {
        const { runs } = await import('./commands/runs')
        await runs(context)
      })
    )

  const bench = program.command('bench').description('measure this machine')
  for (const [name, description] of [
    ['names', "names trained a second, the lecture's network"],
    ['latency', 'milliseconds to classify one name, the median of 200']
  ] as const) {
    bench
      .command(name)
      .description(description)
      .option('--data <file>', 'training names; none: the sample')
      .option('--epochs <n>')
      .option('--seed <n>')
      .option(...deviceOption)
      .option(...jsonOption)
      .action((options: Options) =>
        inSession(options, async (context) => {
          if (name === 'names') await (await import('./commands/bench-names')).benchNames(context, options)
          else await (await import('./commands/bench-latency')).benchLatency(context, options)
        })
      )
  }

  program
    .command('serve')
    .description('serve the app on the loopback and open the browser')
    .helpOption(false)
    .allowUnknownOption()
    .argument('[options...]')
    .action(async (_options: string[], _own: Options, command: Command) => {
      const { startServe } = await import('./commands/serve')
      finish(await startServe(places, command.args))
    })
  return program
}

/** Runs the command line. Returns its exit code; never throws. */
export async function runCommandLine(argv: readonly string[], places: Places): Promise<number> {
  let code: number = exitCodes.ok
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // a reader that left is no crash
  const program = buildProgram(places, (found) => (code = found))
  const quietly = (command: Command): void => {
    command.exitOverride().configureOutput({ writeErr: () => {} })
    command.commands.forEach(quietly)
  }
  quietly(program)
  const output = new Output(argv.includes('--json'))
  if (argv.length === 0) {
    process.stdout.write(program.helpInformation())
    return exitCodes.ok
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) return output.fail(thrown)
    if (thrown.exitCode === 0) return exitCodes.ok // help and version have been printed
    // A group without a command: its help is what was meant.
    const what =
      thrown.code === 'commander.help' ? 'a command is missing' : thrown.message.replace(/^error: /, '')
    return output.fail(new AppError('usage', { what, help: 'npm run unroll -- --help' }))
  }
}
