import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { downloadWheels, explainPip, installArgs, wheelSpec } from '#host/native/pip'
import type { WorkingProgress } from '#host/native/progress'
import type { Python } from '#host/native/python'
import { fakeRun, result, temporaryFolder, writeTree } from './fakes'

const python: Python = { command: 'python3', version: [3, 11], pip: true, venv: true }

describe('installArgs', () => {
  it('puts wheels, and nothing that they depend on, into a folder', () => {
    const args = installArgs(python, '/s', ['tensorflow-cpu==1'], 'x64')
    expect(args.slice(0, 5)).toEqual(['-m', 'pip', 'install', '--target', '/s'])
    expect(args).toContain('--no-deps')
    expect(args).toContain('--only-binary=:all:')
    expect(args.at(-1)).toBe('tensorflow-cpu==1')
    expect(args.some((arg) => arg.startsWith('--platform'))).toBe(false)
  })

  it('asks for another Python’s wheel where this one has none', () => {
    for (const version of [
      [3, 8],
      [3, 14]
    ] as const) {
      const args = installArgs({ ...python, version }, '/s', ['x'], 'arm64')
      expect(args).toContain('--python-version=3.12')
      expect(args).toContain('--platform=manylinux_2_27_aarch64')
    }
  })
})

describe('wheelSpec', () => {
  it('takes the smaller wheel for the CPU on Linux only', () => {
    expect(wheelSpec('cpu', 'linux')).toMatch(/^tensorflow-cpu>=/)
    expect(wheelSpec('cuda', 'linux')).toMatch(/^tensorflow>=/)
    expect(wheelSpec('cpu', 'darwin')).toMatch(/^tensorflow>=/)
  })
})

describe('explainPip', () => {
  const none =
    'ERROR: Could not find a version that satisfies the requirement x\nERROR: No matching distribution found for x'

  it.each([
    [
      'native-disk-full',
      'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device'
    ],
    [
      'native-not-writable',
      "ERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/s'"
    ],
    ['native-no-wheel', none],
    [
      'native-download-failed',
      `WARNING: Retrying after connection broken by 'NewConnectionError(…)'\n${none}`
    ],
    ['native-download-failed', 'ERROR: HTTP error 403 while getting x.whl'],
    ['native-download-failed', '']
  ])('%s', (code, output) => {
    const error = explainPip(output, 'tensorflow-cpu>=2', '/s')
    expect(error.code).toBe(code)
    expect(error.detail).toBe(output)
  })

  it('names the wheel without its version, and quotes pip’s last error', () => {
    expect(explainPip(none, 'tensorflow-cpu>=2', '/s').params['wheel']).toBe('tensorflow-cpu')
    expect(explainPip('ERROR: a\nnoise\nERROR: b\nnoise', 'x', '/s').params['what']).toBe('ERROR: b')
  })
})

describe('downloadWheels', () => {
  const options = () => {
    const temporary = temporaryFolder()
    return { python, specs: ['x'], site: '/s', temporary, arch: 'x64' }
  }

  it('reports the bytes of the wheel that pip is writing', async () => {
    const seen: WorkingProgress[] = []
    const base = options()
    const wheel = 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl'
    const { run, ran } = fakeRun(async ({ options: { onLine } }) => {
      writeTree(path.join(base.temporary, 'pip-unpack-0'), { 'earlier-1-any.whl': 'x'.repeat(200) })
      onLine?.(`  Downloading ${wheel} (0.2 kB)`)
      writeTree(path.join(base.temporary, 'pip-unpack-1'), { [wheel]: 'x'.repeat(100) })
      await new Promise((resolve) => setTimeout(resolve, 1300))
      return result(0, 'Installing collected packages: tensorflow-cpu')
    })
    await downloadWheels({ ...base, run, onProgress: (progress) => seen.push(progress) })
    expect(seen.some(({ fraction }) => fraction === 0.5)).toBe(true)
    expect(seen.at(-1)?.fraction).toBeNull()
    expect(ran[0]?.options.environment?.['TMPDIR']).toBe(base.temporary)
  })

  it('turns a failure into a sentence', async () => {
    const { run } = fakeRun(() => result(1, 'ERROR: No matching distribution found for x'))
    const downloading = downloadWheels({ ...options(), run, onProgress: () => {} })
    await expect(downloading).rejects.toMatchObject({ code: 'native-no-wheel' })
  })
})
