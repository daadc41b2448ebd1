import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { start, unroll } from './command-line'
import { writeNames } from './made-up-names'

let folder: string
let data: string
let test: string
const inFolder = (...parts: string[]): string => path.join(folder, ...parts)
const run = (...args: string[]): ReturnType<typeof unroll> => unroll(inFolder('home'), ...args)

const small = ['--set', 'model.hiddenSize=8', '--set', 'model.embeddingSize=8', '--set', 'model.bigramSize=0']
const quick = ['train', 'names', '--preset', 'quick', '--device', 'builtin', ...small]

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'unroll-cli-'))
  data = inFolder('train.csv')
  test = inFolder('test.csv')
  writeNames(data, 400)
  writeNames(test, 80, 180) // 20 of its names of each people also stand in the training file
  await run('--version') // builds what is missing, outside of the tests' time
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('data names', () => {
  it('says what is in the files', async () => {
    const { code, lines } = await run('data', 'names', data, '--test', test, '--json')
    expect(code).toBe(0)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      rows: 400,
      classes: { Orani: 200, Tekur: 200 },
      duplicates: 0,
      conflicts: 0,
      badRows: 0,
      leaked: 40,
      cleanTest: 40
    })
    const { majority, ngram } = lines[0]!['baselines'] as { majority: number; ngram: number }
    expect(majority).toBe(0.5)
    expect(ngram).toBeGreaterThan(0.9)
  })

  it('reads the sample when no file is named', async () => {
    const { lines } = await run('data', 'names', '--json')
    expect(Object.keys(lines[0]!['classes'] as object).length).toBeGreaterThanOrEqual(9)
  })
})

describe('train names', () => {
  it('reports every epoch, ends with the run, and the run answers', async () => {
    const to = inFolder('run')
    const trained = await run(
      ...quick,
      '--data',
      data,
      '--test',
      test,
      '--epochs',
      '3',
      '--run',
      to,
      '--json'
    )
    expect(trained.code).toBe(0)
    expect(trained.lines.map((line) => line['event'])).toEqual(['epoch', 'epoch', 'epoch', 'done'])
    expect(trained.lines[0]).toMatchObject({
      epoch: 1,
      loss: expect.any(Number) as unknown,
      accuracy: expect.any(Number) as unknown,
      test: {
        accuracy: expect.any(Number) as unknown,
        cleanAccuracy: expect.any(Number) as unknown,
        macroRecall: expect.any(Number) as unknown
      },
      seconds: expect.any(Number) as unknown,
      rate: expect.any(Number) as unknown
    })
    const done = trained.lines[3]!
    expect(done['run']).toBe(to)
    const config = JSON.parse(readFileSync(path.join(to, 'config.json'), 'utf8')) as Record<string, unknown>
    expect(JSON.stringify(config)).toContain('"hiddenSize":8')

    const predicted = await run('predict', 'names', '--run', to, 'Karao', 'Karast', '--json')
    expect(predicted.lines.map((line) => line['name'])).toEqual(['Karao', 'Karast'])
    for (const { ranking } of predicted.lines) {
      const list = ranking as { label: string; probability: number }[]
      expect(list.map(({ label }) => label).sort()).toEqual(['Orani', 'Tekur'])
      expect(list[0]!.probability).toBeGreaterThanOrEqual(list[1]!.probability)
      expect(list[0]!.probability + list[1]!.probability).toBeCloseTo(1, 5)
    }
  })

  it('into the library, where runs finds it', async () => {
    const { lines } = await run(...quick, '--data', data, '--epochs', '1', '--json', '--name', 'mine')
    const id = lines.at(-1)!['id'] as string
    const library = await run('runs', '--json')
    expect(library.lines.find((line) => line['id'] === id)).toMatchObject({ name: 'mine', epochs: 1 })
    expect((await run('predict', 'names', '--run', id, 'Karao', '--json')).code).toBe(0)
  })

  it('the same seed gives the same numbers, another one others', async () => {
    const losses = async (seed: string): Promise<unknown[]> => {
      const args = [
        ...quick,
        '--data',
        data,
        '--epochs',
        '2',
        '--seed',
        seed,
        '--run',
        inFolder(`s${Math.random()}`)
      ]
      return (await run(...args, '--json')).lines.map((line) => line['loss'])
    }
    const [first, again, other] = [await losses('1'), await losses('1'), await losses('2')]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })

  it('Ctrl+C keeps a checkpoint and ends with 130; --resume goes on to the same end', async () => {
    const epochs = ['--data', data, '--epochs', '60', '--seed', '5']
    const whole = await run(...quick, ...epochs, '--run', inFolder('whole'), '--json')
    const to = inFolder('stopped')
    const running = start(inFolder('home'), [...quick, ...epochs, '--run', to, '--json'])
    await running.says('"epoch":3')
    running.child.kill('SIGINT')
    const stopped = await running.ended
    expect(stopped.code).toBe(130)
    expect(readdirSync(to).some((name) => name.startsWith('checkpoint-'))).toBe(true)
    expect(readdirSync(to).filter((name) => name.endsWith('.tmp'))).toEqual([])
    const resumed = await run('train', 'names', '--run', to, '--resume', '--device', 'builtin', '--json')
    expect(resumed.code).toBe(0)
    const last = (lines: readonly Record<string, unknown>[]): unknown =>
      lines.filter((line) => line['event'] === 'epoch').at(-1)!['loss']
    expect(last(resumed.lines)).toBe(last(whole.lines))
  })

  it('a second Ctrl+C leaves at once', async () => {
    const running = start(inFolder('home'), [
      ...quick,
      '--data',
      data,
      '--epochs',
      '5000',
      '--run',
      inFolder('twice'),
      '--json'
    ])
    await running.says('"epoch":1')
    const started = performance.now()
    running.child.kill('SIGINT')
    setTimeout(() => running.child.kill('SIGINT'), 20)
    expect((await running.ended).code).toBe(130)
    expect(performance.now() - started).toBeLessThan(2500)
  })

  it('a loss that explodes ends with 4 and says which epoch was good', async () => {
    const settings = [
      'model.cell=rnn',
      'model.nonlinearity=relu',
      'training.learningRate=1e6',
      'training.clip=0'
    ]
    const wild = settings.flatMap((setting) => ['--set', setting])
    const { code, err } = await run(
      ...quick,
      ...wild,
      '--data',
      data,
      '--epochs',
      '3',
      '--run',
      inFolder('wild'),
      '--json'
    )
    expect(code).toBe(4)
    expect(JSON.parse(err)).toMatchObject({ code: 'diverged' })
  })
})

describe('bench', () => {
  it('measures training and one answer, and leaves nothing behind', async () => {
    const names = await run(
      'bench',
      'names',
      '--data',
      data,
      '--epochs',
      '2',
      '--device',
      'builtin',
      '--json'
    )
    expect(names.lines.map(({ job, unit, epoch }) => [job, unit, epoch])).toEqual([
      ['names', 'names/s', 1],
      ['names', 'names/s', 2]
    ])
    for (const line of names.lines) expect(line['rate']).toBeGreaterThan(0)
    const latency = await run('bench', 'latency', '--data', data, '--device', 'builtin', '--json')
    expect(latency.lines).toEqual([{ job: 'latency', unit: 'ms/name', rate: expect.any(Number) as unknown }])
    const kept = (await run('runs', '--json')).lines.map((line) => line['preset'])
    expect(kept).not.toContain('lecture')
  })
})

describe('devices', () => {
  it('lists all three, one of them in use, each other one with its reason', async () => {
    const { lines, code } = await run('devices', '--json')
    expect(code).toBe(0)
    expect(lines.map((line) => line['id']).sort()).toEqual(['builtin', 'cuda', 'native'])
    expect(lines.filter((line) => line['inUse'])).toHaveLength(1)
    for (const line of lines.filter(({ available }) => !available)) {
      expect(line['reason']).toMatchObject({
        code: expect.any(String) as unknown,
        message: expect.any(String) as unknown
      })
    }
  })
})

describe('failures', () => {
  it('one line on stderr, nothing on stdout, and the code of its kind', async () => {
    writeFileSync(inFolder('one.csv'), 'Kara,Orani\nLoli,Orani\n')
    const cases: [number, string, string[]][] = [
      [2, 'usage', ['frob', '--json']],
      [2, 'usage', ['train', 'names', '--frob', '--json']],
      [2, 'usage', [...quick, '--data', data, '--device', 'gpu9', '--json']],
      [2, 'config-invalid', [...quick, '--data', data, '--set', 'model.layers=99', '--json']],
      [2, 'run-folder-needed', ['train', 'names', '--resume', '--json']],
      [2, 'run-folder-not-empty', [...quick, '--data', data, '--run', folder, '--json']],
      [3, 'file-not-found', [...quick, '--data', inFolder('none.csv'), '--json']],
      [3, 'data-one-class', ['data', 'names', inFolder('one.csv'), '--json']],
      [1, 'run-not-found', ['predict', 'names', '--run', 'no-such-run', 'Kara', '--json']]
    ]
    for (const [exit, kind, args] of cases) {
      const { code, out, err } = await run(...args)
      const said = JSON.parse(err) as Record<string, unknown>
      expect([args, code, said['code'], out]).toEqual([args, exit, kind, ''])
      expect(Object.keys(said)).toEqual(['code', 'message', 'params'])
      expect(said['message']).not.toMatch(/undefined|\{|Error:|\bat \S+ \(/)
    }
    expect(existsSync(inFolder('none.csv'))).toBe(false)
  })

  it('without --json, a sentence for people', async () => {
    const { err, code } = await run('data', 'names', inFolder('none.csv'))
    expect(code).toBe(3)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/^none\.csv is not there\. .*\.\n$/)
  })
})
