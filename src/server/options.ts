import { parseArgs } from 'node:util'
import { AppError } from '#shared/errors/app-error'

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number
  readonly address?: string
  /** Open the user's browser. */
  readonly open: boolean
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])
const help = 'npm run unroll -- serve --help'

export const serveHelp = `Usage: unroll serve [options]

Serves the app on this machine's loopback and opens it in the browser.

  --port N     listen on this port (default: any free one)
  --no-open    do not open the browser; print the address
  --host A     listen on another address; refused without --i-know
  --i-know     accept that others on the network can reach it
`

/** Reads the arguments of \`serve\`. Throws AppError 'usage' or 'host-refused'. */
export function serveOptions(argv: readonly string[]): ServeOptions | 'help' {
  const { values } = read(argv)
  if (values.help) return 'help'
  const port = values.port === undefined ? 0 : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('usage', { what: `--port ${values.port} is not a port`, help })
  }
  const address = values.host
  const open = !values['no-open']
  if (address === undefined || loopback.has(address)) return { port, open }
  if (!values['i-know']) throw new AppError('host-refused', { address })
  return { port, address, open }
}

function read(argv: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(argv)
  } catch (thrown) {
    const what = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown)
    throw new AppError('usage', { what, help })
  }
}

const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      'i-know': { type: 'boolean' },
      'no-open': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' }
    }
  })
