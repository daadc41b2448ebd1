import { describe, expect, it } from 'vitest'
import { runCommand } from '#host/native/command'

const node = process.execPath

describe('runCommand', () => {
  it('gives the exit code and both outputs', async () => {
    const ended = await runCommand(node, ['-e', 'console.log("one"); console.error("two"); process.exit(3)'])
    expect(ended.code).toBe(3)
    expect(ended.missing).toBe(false)
    expect(ended.output).toContain('one')
    expect(ended.output).toContain('two')
  })

  it('calls onLine for whole lines, also for the last one without an end and for carriage returns', async () => {
    const lines: string[] = []
    await runCommand(node, ['-e', 'process.stdout.write("a\\rb\\r\\nc\\nd")'], {
      onLine: (line) => lines.push(line)
    })
    expect(lines).toEqual(['a', 'b', 'c', 'd'])
  })

  it('says that a program does not exist instead of throwing', async () => {
    expect(await runCommand('unroll-no-such-program', [])).toMatchObject({ code: null, missing: true })
  })

  it('adds to the environment', async () => {
    const ended = await runCommand(node, ['-p', 'process.env.UNROLL_X'], { environment: { UNROLL_X: 'yes' } })
    expect(ended.output.trim()).toBe('yes')
  })

  it('ends the program and rejects when cancelled', async () => {
    const cancel = new AbortController()
    const started = performance.now()
    const running = runCommand(node, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], {
      signal: cancel.signal,
      onLine: () => cancel.abort()
    })
    await expect(running).rejects.toMatchObject({ code: 'native-cancelled' })
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('ends a program that does not listen to SIGTERM', async () => {
    const cancel = new AbortController()
    const stubborn = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'
    const running = runCommand(node, ['-e', stubborn], {
      signal: cancel.signal,
      onLine: () => cancel.abort()
    })
    await expect(running).rejects.toMatchObject({ code: 'native-cancelled' })
  })

  it('does not start when already cancelled', async () => {
    const running = runCommand(node, ['-e', ''], { signal: AbortSignal.abort() })
    await expect(running).rejects.toMatchObject({ code: 'native-cancelled' })
  })
})
