import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { livingOf } from '../processes'
import { beginTraining } from '../quick-training'

/** As the window's own button does. */
const closeWindow = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ BrowserWindow: Window }) => Window.getAllWindows()[0]!.close())

const isVisible = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ BrowserWindow: Window }) => Window.getAllWindows()[0]?.isVisible() ?? false)

async function train(page: Page): Promise<void> {
  await beginTraining(page, 400)
  await expect(page.getByText(/epoch [2-9]\d* of 400/).first()).toBeVisible({ timeout: 60_000 })
}

const gone = (electron: ElectronApplication): Promise<number> => {
  const started = performance.now()
  return electron.waitForEvent('close', { timeout: 15_000 }).then(() => performance.now() - started)
}

test('closes at once when nothing runs', async ({ opened: { page, electron }, dataDir }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const closed = gone(electron!)
  await closeWindow(electron!).catch(() => undefined)
  expect(await closed).toBeLessThan(2000)
  if (process.platform === 'linux') await expect.poll(() => livingOf(dataDir)).toEqual([])
})

test.describe('while a run lives, when closing asks', () => {
  test.use({ settings: { closing: 'ask' } })

  test('it asks; back means stay, stop means a checkpoint and out within two seconds', async ({
    opened,
    dataDir
  }) => {
    const { page } = opened
    const electron = opened.electron!
    await train(page)
    await closeWindow(electron)
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await dialog.getByRole('button').last().click() // back
    await expect(dialog).toBeHidden()
    expect(await isVisible(electron)).toBe(true)

    await closeWindow(electron)
    await expect(dialog).toBeVisible()
    const closed = gone(electron)
    await dialog.getByRole('button', { name: /stop/i }).first().click()
    expect(await closed).toBeLessThan(3000)
    const [run] = await readdir(path.join(dataDir, 'runs'))
    const files = await readdir(path.join(dataDir, 'runs', run!))
    expect(files.some((name) => name.startsWith('checkpoint-'))).toBe(true)
    expect(files.filter((name) => name.endsWith('.tmp'))).toEqual([])
    if (process.platform === 'linux') await expect.poll(() => livingOf(dataDir)).toEqual([])
  })
})

test.describe('when closing goes on', () => {
  test.use({ settings: { closing: 'continue' } })

  test('the run goes on without a window, and a second start brings it back', async ({
    opened,
    page,
    dataDir
  }) => {
    const electron = opened.electron!
    await train(page)
    await closeWindow(electron)
    await expect.poll(() => isVisible(electron)).toBe(false)
    const { startWindow } = await import('../start-electron')
    await startWindow(dataDir).catch(() => undefined)
    await expect.poll(() => isVisible(electron)).toBe(true)
    await expect(page.getByText(/epoch \d+ of 400/).first()).toBeVisible()
  })
})

test('SIGTERM ends with a checkpoint and without a question', async ({
  opened: { page, electron },
  dataDir
}) => {
  test.skip(process.platform === 'win32', 'Windows has no SIGTERM')
  await train(page)
  const closed = gone(electron!)
  electron!.process().kill('SIGTERM')
  expect(await closed).toBeLessThan(3000)
  const [run] = await readdir(path.join(dataDir, 'runs'))
  expect(
    (await readdir(path.join(dataDir, 'runs', run!))).some((name) => name.startsWith('checkpoint-'))
  ).toBe(true)
})
