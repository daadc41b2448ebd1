import path from 'node:path'
import { expect, test } from '../fixtures'
import { startWindow } from '../start-electron'
import { writeNames } from '../../cli/made-up-names'

test('a file handed over by a second start opens in the window', async ({ opened: { page }, dataDir }) => {
  const file = path.join(dataDir, 'handed-over.csv')
  writeNames(file, 200)
  await expect(page.getByRole('navigation')).toBeVisible()
  await startWindow(dataDir, { files: [file] }).catch(() => undefined)
  await expect(page.getByText('handed-over.csv').first()).toBeVisible()
})

test('every item of the menu is there and speaks the language of the settings', async ({
  opened: { page, electron }
}) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const labels = (): Promise<string[]> =>
    electron!.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map((item) => item.label))
  await expect.poll(labels).toEqual(['File', 'Edit', 'Run', 'View', 'Help'])
  const click = (menu: string, item: string): Promise<void> =>
    electron!.evaluate(
      ({ Menu }, [top, sub]) => {
        const submenu = Menu.getApplicationMenu()!.items.find(({ label }) => label === top)!.submenu!
        submenu.items.find(({ label }) => label === sub)!.click()
      },
      [menu, item] as const
    )
  await click('View', 'Runs')
  await expect(page).toHaveTitle(/Runs/)
  await click('File', 'Settings…')
  await expect(page).toHaveTitle(/Settings/)
  await click('Help', 'Keyboard Shortcuts')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await click('Run', 'Train')
  await expect(page.getByText(/epoch \d+ of \d+/).first()).toBeVisible({ timeout: 30_000 })
  await click('Run', 'Stop')
  await expect(page.getByText(/· stopped/).first()).toBeVisible({ timeout: 30_000 })
})

test('the settings change the menu and the theme of the system’s parts', async ({
  opened: { page, electron }
}) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.evaluate(() => {
    const bridge = window.unroll as { post(message: unknown): void }
    bridge.post({ t: 'q', i: 'test', m: 'app.changeSettings', a: [{ language: 'ko', theme: 'dark' }] })
  })
  const labels = (): Promise<string[]> =>
    electron!.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map((item) => item.label))
  await expect.poll(labels).toEqual(['파일', '편집', '학습', '보기', '도움말'])
  expect(await electron!.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
})
