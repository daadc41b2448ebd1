import { expect, test } from '../fixtures'
import { smallNetwork } from './looks'

test.use({ settings: { view: smallNetwork(1) } })

test.beforeEach(({ page }) => page.getByRole('navigation').waitFor())

test('runs are renamed, compared, deleted and brought back', async ({ page }) => {
  for (let n = 1; n <= 2; n++) {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(/epoch 1 of 1/).first()).toBeVisible({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Train', exact: true }).first()).toBeVisible({
      timeout: 60_000
    })
  }
  await page.keyboard.press('3')
  const rows = page.getByRole('row')
  await expect(rows).toHaveCount(3)

  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'New name' }).fill('The second')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Open The second' })).toBeVisible()

  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await expect(page.getByRole('region', { name: 'Comparison' })).toBeVisible()
  await expect(page.getByText('The settings are the same.')).toBeVisible()

  await page.getByRole('button', { name: 'More for The second' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Open The second' })).toBeVisible()
})
