import { expect, test } from '../fixtures'

test.use({ settings: { theme: 'light', language: 'en' } })

test.beforeEach(({ page }) => page.getByRole('navigation').waitFor())

test('language and theme change at once and are remembered', async ({ page }) => {
  await page.keyboard.press('5')
  await page.getByRole('radio', { name: '한국어' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('설정')
  await page.getByRole('radio', { name: '어둡게' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.waitForTimeout(1000)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('설정')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
})

test('a setting out of range is said in words, and nothing starts', async ({ page }) => {
  await page.keyboard.press('2')
  await page.getByRole('tab', { name: 'Train' }).click()
  await page.getByRole('spinbutton', { name: 'Layers' }).fill('9')
  await expect(page.getByText('At most 8.')).toBeVisible()
  const train = page.getByRole('button', { name: 'Train', exact: true }).first()
  await expect(train).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Reset Layers' }).click()
  await expect(page.getByText('At most 8.')).toHaveCount(0)
  await expect(train).toHaveAttribute('aria-disabled', 'false')
})
