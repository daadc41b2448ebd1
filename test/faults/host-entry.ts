import { killBench } from './kill-bench'

// A host in a process of its own, for the test that kills it: node host-entry.cjs DATA_DIR TRAINER. Says with one line of
// JSON each what its view would know.
const [dataDir = '', trainer = ''] = process.argv.slice(2)
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

void (async () => {
  const bench = await killBench(dataDir, trainer)
  const run = await bench.start()
  await bench.until((state) => state.kind === 'training')
  say({ run, trainer: bench.current().process.pid })
  let told = 0
  setInterval(() => {
    for (; told < bench.heard.epochs.length; told++) say({ epoch: bench.heard.epochs[told] })
  }, 1)
})()
