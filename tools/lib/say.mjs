// What the tools say goes to stderr, one line a step: stdout belongs to the command that they prepare.

export const say = (line) => void process.stderr.write(`${line}\n`)

/** Seconds since `started` (of performance.now), for people. */
export const took = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`

/** A failure that has been explained in one sentence already: no stack trace. */
export class Stop extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs the main function of a tool. Failures end in one sentence and an exit code, never in a stack trace. */
export async function main(action) {
  try {
    const code = await action()
    if (typeof code === 'number') process.exitCode = code
  } catch (thrown) {
    say(
      thrown instanceof Stop
        ? thrown.message
        : `It failed: ${thrown instanceof Error ? thrown.message : thrown}`
    )
    if (process.env.UNROLL_DEBUG && !(thrown instanceof Stop)) say(String(thrown?.stack))
    process.exitCode = thrown instanceof Stop ? thrown.exitCode : 1
  }
}
