import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { script } from './exec.mjs'
import { fingerprint } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { inRoot } from './paths.mjs'
import { say, Stop, took } from './say.mjs'

const common = ['package-lock.json', 'electron.vite.config.ts']
const src = (...layers) => layers.map((layer) => `src/${layer}`)

/**
 * What is built: from which sources, into which folders of out/. The program and the page build alone, so that the
 * command line does not wait for the page.
 */
const parts = {
  data: {
    sources: ['tools/sample-data.mjs', 'resources/icons/icon.png', 'package-lock.json'],
    folders: ['resources']
  },
  program: {
    sources: [
      ...common,
      ...src('shared', 'kernels', 'engine', 'trainer', 'host', 'main', 'server', 'cli', 'preload')
    ],
    folders: ['main', 'preload']
  },
  view: { sources: [...common, ...src('shared', 'renderer')], folders: ['renderer'] }
}

const stampFile = (name) => inRoot('out', `.${name}.stamp`)

function isFresh(name, stamp) {
  const { folders } = parts[name]
  if (!folders.every((folder) => existsSync(inRoot('out', folder)))) return false
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === stamp
}

/** Builds the named parts where their sources have changed since. Says so in one line each. */
export async function ensureBuild(...names) {
  const stale = names.filter((name) => !isFresh(name, fingerprint(parts[name].sources)))
  if (stale.length === 0) return
  await withLock('build', async () => {
    await Promise.all(
      stale.map(async (name) => {
        const stamp = fingerprint(parts[name].sources)
        if (!isFresh(name, stamp)) await build(name, stamp)
      })
    )
  })
}

const said = { data: 'the sample data', program: 'the program', view: 'the page' }

async function build(name, stamp) {
  const started = performance.now()
  say(`Building ${said[name]}.`)
  const folder = inRoot('.cache', `build-${name}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const { code, output } = await (name === 'data' ? buildData(folder) : buildCode(name, folder))
    if (code !== 0) throw new Stop(`${said[name]} could not be built.\n${shorten(output)}`)
    mkdirSync(inRoot('out'), { recursive: true })
    for (const each of parts[name].folders) replace(`${folder}/${each}`, inRoot('out', each))
    writeFileSync(stampFile(name), stamp)
    say(`Built ${said[name]} in ${took(started)}.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const buildCode = (name, folder) =>
  script(inRoot('node_modules/electron-vite/bin/electron-vite.js'), ['build', '--logLevel', 'warn'], {
    quiet: true,
    env: { UNROLL_BUILD_PART: name, UNROLL_BUILD_OUT: folder, NO_COLOR: '1', FORCE_COLOR: '0' }
  })

function buildData(folder) {
  mkdirSync(`${folder}/resources`)
  copyFileSync(inRoot('resources/icons/icon.png'), `${folder}/resources/icon.png`)
  return script(inRoot('tools/sample-data.mjs'), [`${folder}/resources`], { quiet: true })
}

/** Puts a finished folder in the place of the old one. */
function replace(from, to) {
  const old = `${to}.old-${process.pid}`
  rmSync(old, { recursive: true, force: true })
  if (existsSync(to)) renameSync(to, old)
  renameSync(from, to)
  rmSync(old, { recursive: true, force: true })
}

/** A build tool's own words without its stack trace. */
const shorten = (output) =>
  stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => !/^\s+at .+[:)]\d*|config is missing/.test(line))
    .join('\n')
    .trim()
    .slice(0, 3000)
