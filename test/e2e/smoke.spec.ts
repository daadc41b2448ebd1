import { expect, test } from './fixtures'

test('the page opens, named and connected', async ({ page }) => {
  await expect(page).toHaveTitle(/Unroll/)
  await expect(page.getByRole('navigation')).toBeVisible()
})
