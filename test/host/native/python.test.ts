import { describe, expect, it } from 'vitest'
import { findPython, withPip, type Python } from '#host/native/python'
import { fakeRun, missing, result, type Ran } from './fakes'

const answers = (table: Record<string, string | null>) =>
  fakeRun(({ command }: Ran) => {
    const line = table[command]
    return line === undefined ? missing : line === null ? result(1, 'broken') : result(0, line)
  }).run

describe('findPython', () => {
  it('takes python3 with pip', async () => {
    const python = await findPython(answers({ python3: '[[3, 11], "23.2.1", true]' }))
    expect(python).toEqual({ command: 'python3', version: [3, 11], pip: true, venv: true })
  })

  it('goes on to python when python3 is not there, broken, or Python 2', async () => {
    const good = '[[3, 12], "24.0", false]'
    for (const python3 of [undefined, null, '[[2, 7], "20.3", false]']) {
      const table = { python: good, ...(python3 === undefined ? {} : { python3 }) }
      expect((await findPython(answers(table))).command).toBe('python')
    }
  })

  it('reads the answer after warnings that Python prints first', async () => {
    const python = await findPython(answers({ python3: 'warning: something\n[[3, 10], "22.0", true]\n' }))
    expect(python.version).toEqual([3, 10])
  })

  it('does not count a pip that does not know today’s wheels', async () => {
    const python = await findPython(answers({ python3: '[[3, 8], "20.2.4", true]' }))
    expect(python).toMatchObject({ pip: false, venv: true })
  })

  it('says so when there is no Python, or one without pip and venv', async () => {
    await expect(findPython(answers({}))).rejects.toMatchObject({ code: 'native-no-python' })
    const bare = answers({ python3: '[[3, 11], null, false]' })
    await expect(findPython(bare)).rejects.toMatchObject({
      code: 'native-no-pip',
      params: { python: 'python3' }
    })
  })

  it('tries only the given one', async () => {
    const run = answers({ python3: '[[3, 11], "23.2.1", true]' })
    await expect(findPython(run, undefined, '/opt/p')).rejects.toMatchObject({ code: 'native-no-python' })
  })
})

describe('withPip', () => {
  const bare: Python = { command: 'python3', version: [3, 11], pip: false, venv: true }

  it('leaves a Python with pip alone', async () => {
    const { run, ran } = fakeRun(() => result(0))
    expect(await withPip(run, { ...bare, pip: true }, '/w')).toMatchObject({ command: 'python3' })
    expect(ran).toHaveLength(0)
  })

  it('makes a private environment for one without', async () => {
    const { run, ran } = fakeRun(() => result(0))
    expect(await withPip(run, bare, '/w')).toMatchObject({ command: '/w/venv/bin/python', pip: true })
    expect(ran[0]?.args).toEqual(['-m', 'venv', '/w/venv'])
  })

  it('says what to install when that fails, as on Debian without python3-venv', async () => {
    const { run } = fakeRun(() => result(1, 'ensurepip is not available'))
    await expect(withPip(run, bare, '/w')).rejects.toMatchObject({ code: 'native-no-pip' })
  })
})
