import type { HostService } from '#shared/contract'
import type { ReadQuestion } from '#shared/schemas/names-data'
import { FakeDataset } from './dataset'
import { failIfAsked, type FakeHost } from './host'

/** Every call of the contract, answered from made-up data. */
export function fakeService(host: FakeHost): HostService {
  const open: HostService['data']['open'] = ({ read }) => {
    failIfAsked(host, 'data.open')
    const answered = Object.keys(read).length > 0
    if (host.options.question && !answered) {
      return { kind: 'question', question: question(host.options.question) }
    }
    const dataset = new FakeDataset('own', 'my_surnames', false, 11)
    if (!host.datasets.some((one) => one.id === 'own')) host.datasets.push(dataset)
    return { kind: 'open', report: dataset.report() }
  }
  return {
    app: {
      info: () => ({
        version: '0.1.0',
        front: 'browser',
        platform: 'linux',
        locale: host.options.locale ?? 'en',
        versions: { Electron: '45.4.1', Chromium: '156', Node: '24.9', TensorFlow: '2.21' },
        dataFolder: '/home/student/.local/share/unroll',
        processor: '8-core processor',
        cores: 8
      }),
      settings: () => host.settings,
      changeSettings: (changes) => (host.settings = { ...host.settings, ...changes }),
      openLink: () => undefined,
      close: (answer) => host.note(`app.close ${answer}`)
    },
    data: {
      list: () => host.datasets.map((data) => data.report().summary),
      open,
      attachTest: ({ dataset }) => {
        const found = host.dataset(dataset)
        found.hasTest = true
        return { kind: 'open', report: found.report() }
      },
      detachTest: (id) => {
        const found = host.dataset(id)
        found.hasTest = false
        return found.report()
      },
      report: (id) => host.dataset(id).report(),
      rows: (query) => host.dataset(query.dataset).page(query),
      clean: ({ dataset, cleaning }) => {
        const found = host.dataset(dataset)
        found.cleaning = cleaning
        return found.report()
      },
      split: ({ dataset, heldOut }) => {
        const found = host.dataset(dataset)
        found.split(heldOut)
        return found.report()
      },
      forget: (id) => host.forget(id),
      cancel: () => undefined
    },
    training: {
      estimate: ({ config, dataset }) => ({
        parameters: config.model.hiddenSize * config.model.hiddenSize * 6 * config.model.layers + 2474,
        memoryBytes: config.model.hiddenSize * config.training.batchSize * 900 * config.model.layers,
        batches: Math.ceil((host.dataset(dataset).report().split.train || 1) / config.training.batchSize),
        secondsPerEpoch: 1.2 + config.model.hiddenSize / 40
      }),
      start: ({ config, dataset, name }) => {
        failIfAsked(host, 'training.start')
        const run = host.make(config, host.dataset(dataset), name ?? 'Evening run', host.nextRun)
        const { id } = run.summary
        host.change({ kind: 'loading', run: id, stage: 'model' })
        setTimeout(() => host.go(run), host.options.pace ? 250 : 0)
        return id
      },
      pause: (id) => {
        clearInterval(host.timer)
        host.change({
          kind: 'paused',
          run: id,
          device: 'builtin',
          progress: host.find(id).progress(),
          failure: null
        })
      },
      resume: (id) => host.go(host.find(id)),
      step: (id) => host.tick(host.find(id)),
      stop: (id) => host.end(host.find(id), 'stopped'),
      kill: (id) => host.end(host.find(id), 'stopped'),
      setLearningRate: ({ run, learningRate }) => host.find(run).tune(learningRate),
      watch: (names) => {
        const run = host.runs[0]
        return names.flatMap((name) => {
          const answer = run?.classify(name, 'ranking')
          const top = answer?.ranking[0]
          return answer && top ? [{ name, ...top, unknownLetters: answer.unknownLetters }] : []
        })
      },
      state: () => host.state
    },
    names: {
      classify: ({ run, names, detail }) => {
        failIfAsked(host, 'names.classify')
        return names.map((name) => host.find(run).classify(name, detail))
      },
      cell: ({ run, truth }) =>
        host
          .find(run)
          .dataset.heldOut.filter((row) => row.label === truth)
          .slice(0, 14)
          .map((row, i) => ({ name: row.name, probability: 0.93 - 0.04 * i })),
      classifyFile: () => ({
        fileName: 'answers.csv',
        csv: 'name,label,probability\r\nMorishima,Japanese,0.97\r\n',
        rows: 1
      })
    },
    runs: {
      list: () => host.list(),
      show: (id) => host.find(id).detail(),
      rename: ({ run, name }) => {
        Object.assign(host.find(run).summary, { name })
        return host.find(run).detail().summary
      },
      config: (id) => host.find(id).config,
      remove: (id) => host.remove(id),
      restore: () => host.restore(),
      exportMetrics: () => ({ fileName: 'metrics.csv', csv: 'epoch,loss\r\n1,1.9\r\n' })
    },
    devices: {
      list: () => host.devices,
      race: () => [
        { device: 'native', rate: 3120, millisecondsPerBatch: 20.5 },
        { device: 'builtin', rate: 5230, millisecondsPerBatch: 12.2 }
      ],
      choose: (choice) => {
        if (choice !== 'auto')
          host.devices = host.devices.map((one) => ({ ...one, inUse: one.id === choice }))
        return host.devices
      },
      setUpNative: () =>
        host.emit((emit) =>
          emit.devices.setup({
            kind: 'working',
            stage: 'downloading',
            fraction: 0.42,
            detail: 'tensorflow-cpu 2.21.0'
          })
        ),
      cancelSetup: () => host.emit((emit) => emit.devices.setup({ kind: 'idle' }))
    }
  }
}

const file = { handle: 'abcdef0123', name: 'surnames.csv', bytes: 48_200, kind: 'file' } as const

/** What a reader in doubt would ask. */
function question(about: ReadQuestion['about']): ReadQuestion {
  return {
    about,
    file,
    guess: { nameColumn: 1, labelColumn: 2, header: true, encoding: 'euc-kr' },
    encodings: about === 'encoding' ? ['euc-kr', 'shift_jis', 'windows-1252'] : [],
    samples:
      about === 'encoding'
        ? [['김서연,한국', '이도윤,한국'], ['ｱﾈ邪ｿｬ,ﾇﾑｱｹ'], ['±è¼\u00adÈ¯,ÇÑ±¹', 'ÀÌµµÀ±,ÇÑ±¹']]
        : [],
    header: ['id', 'surname', 'language'],
    preview: [
      ['1', 'Lindbach', 'German'],
      ['2', 'Morishima', 'Japanese'],
      ['3', 'Carlini', 'Italian'],
      ['4', 'Horák', 'Czech']
    ],
    count: about === 'truncated' ? 3120 : about === 'many-classes' ? 4310 : null
  }
}
