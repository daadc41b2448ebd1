import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inRoot } from './lib/paths.mjs'
import { say } from './lib/say.mjs'

// `npm run fixtures`: writes test/fixtures anew from PyTorch. Only needed when tools/fixtures.py changes.
// UNROLL_PYTHON names a Python that has torch; without it one is set up in .cache.

const torch = 'torch==2.13.0'

const run = (command, ...args) => {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (status === 0) return
  say(error ? `${command} cannot be started: ${error.message}` : `${command} failed.`)
  process.exit(1)
}

function python() {
  if (process.env.UNROLL_PYTHON) return process.env.UNROLL_PYTHON
  const folder = inRoot('.cache', 'fixtures-python')
  const windows = process.platform === 'win32'
  const inside = `${folder}/${windows ? 'Scripts/python.exe' : 'bin/python'}`
  if (!existsSync(inside)) {
    say('Setting up a Python with PyTorch for the fixtures ...')
    run(windows ? 'python' : 'python3', '-m', 'venv', folder)
    run(inside, '-m', 'pip', 'install', '--quiet', torch)
  }
  return inside
}

run(python(), inRoot('tools', 'fixtures.py'), inRoot('test', 'fixtures'))
say('test/fixtures is written.')
