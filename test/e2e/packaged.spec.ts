import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from './start-browser'
import { writeSettings } from './settings-file'
import { startWindow } from './start-electron'
import { trainQuickly } from './quick-training'

// The packaged app, as `npm run pack -- --dir` makes it, but for one fuse that lets Playwright in.
const program = process.env['UNROLL_PACKED'] ?? ''
let dataDir: string

test.beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'unroll-packed-'))
  await writeSettings(dataDir)
})
test.afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

test('starts, shows its window, and trains an epoch', async () => {
  const electron = await startWindow(dataDir, { executable: program })
  const page = await electron.firstWindow()
  expect(await electron.evaluate(({ app }) => app.isPackaged)).toBe(true)
  expect(await electron.evaluate(({ app }) => app.getVersion())).toBe(
    (JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }).version
  )
  await expect(page).toHaveTitle(/Unroll/)
  expect(page.url()).toBe('app://rnn/')
  await trainQuickly(page)
  await electron.close()
})

test('has the fuses of a release but for the one that tests need', async () => {
  const { getCurrentFuseWire, FuseState, FuseV1Options } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(program)
  const on = (fuse: number): boolean => (wire as unknown as Record<number, number>)[fuse] === FuseState.ENABLE
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookies: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges)
  }).toEqual({
    runAsNode: false,
    cookies: true,
    nodeOptions: false,
    asarIntegrity: true,
    onlyAsar: true,
    fileProtocol: false
  })
  // The one difference.
  expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(true)
  const release = await readFile(path.join(root, 'electron-builder.yml'), 'utf8')
  expect(release).toMatch(/enableNodeCliInspectArguments: false/)
})

test('does not turn into Node, and takes no code from the environment', async () => {
  const script = path.join(dataDir, 'evil.js')
  const proof = path.join(dataDir, 'proof')
  await writeFile(script, `require('fs').writeFileSync(${JSON.stringify(proof)}, '')`)
  const env = { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: `--require ${script}` }
  const electron = await startWindow(dataDir, { executable: program, env })
  await electron.firstWindow()
  expect(await electron.evaluate(({ app }) => app.isPackaged)).toBe(true)
  await electron.close()
  await expect(readFile(proof)).rejects.toThrow(/ENOENT/)
})

test('does not load an app that lies beside its archive', async () => {
  const copy = path.join(dataDir, 'copy')
  await cp(path.dirname(program), copy, { recursive: true })
  const other = path.join(copy, 'resources', 'app')
  await cp(path.join(root, 'resources', 'icons'), other, { recursive: true })
  await copyFile(path.join(root, 'package.json'), path.join(other, 'package.json'))
  const electron = await startWindow(path.join(dataDir, 'data'), {
    executable: path.join(copy, path.basename(program))
  })
  expect(await electron.evaluate(({ app }) => app.getAppPath())).toMatch(/app\.asar$/)
  await electron.close()
})
