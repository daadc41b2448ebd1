import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { electronDist, findElectron } from './electron.mjs'
import { script } from './exec.mjs'
import { inRoot } from './paths.mjs'

const platforms = { linux: '--linux', darwin: '--mac', win32: '--win' }

/** Whether this binary knows the fuse that came with Electron 29: tests may bring an older one. */
async function knowsFileFuse(binary) {
  const { getCurrentFuseWire, FuseV1Options } = await import('@electron/fuses')
  return FuseV1Options.GrantFileProtocolExtraPrivileges in (await getCurrentFuseWire(binary))
}

/** electron-builder.yml with what depends on the machine, as a file of its own. */
async function writeConfig({ inspectable, output }) {
  const load = createRequire(inRoot('node_modules/electron-builder/package.json'))
  const config = load('js-yaml').load(readFileSync(inRoot('electron-builder.yml'), 'utf8'))
  const electron = findElectron()
  config.directories.output = output
  if (electron) config.electronDist = electronDist(electron)
  if (inspectable) config.electronFuses.enableNodeCliInspectArguments = true
  if (electron && !(await knowsFileFuse(electron)))
    delete config.electronFuses.grantFileProtocolExtraPrivileges
  const file = inRoot('.cache', 'electron-builder.json')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(config, null, 2))
  return file
}

/**
 * electron-builder, offline where an Electron is here.
 *
 * @param {{ dir?: boolean, inspectable?: boolean, output?: string, quiet?: boolean }} options dir: the unpacked app
 *   alone; inspectable: the flavour for tests, which differs in the one fuse that lets Playwright in
 */
export async function pack({ dir = false, inspectable = false, output = 'dist', quiet = false } = {}) {
  const args = [
    platforms[process.platform] ?? '--linux',
    ...(dir ? ['--dir'] : []),
    '--publish=never',
    `--config=${await writeConfig({ inspectable, output })}`
  ]
  return script(inRoot('node_modules/electron-builder/cli.js'), args, {
    quiet,
    env: { CSC_IDENTITY_AUTO_DISCOVERY: process.env.CSC_IDENTITY_AUTO_DISCOVERY ?? 'false' }
  })
}

const unpacked = { linux: /^linux(-\w+)?-unpacked$/, win32: /^win(-\w+)?-unpacked$/, darwin: /^mac(-\w+)?$/ }
const programs = { linux: 'unroll', win32: 'Unroll.exe', darwin: 'Unroll.app/Contents/MacOS/Unroll' }

/** The packaged program in this folder, or undefined. */
export function packedProgram(output = 'dist') {
  const pattern = unpacked[process.platform] ?? unpacked.linux
  const folder = existsSync(inRoot(output))
    ? readdirSync(inRoot(output)).find((name) => pattern.test(name))
    : undefined
  const file = folder && inRoot(output, folder, programs[process.platform] ?? programs.linux)
  return file && existsSync(file) ? file : undefined
}
