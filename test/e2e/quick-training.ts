import { expect, type Page } from '@playwright/test'

/** Trains on the sample data, by hand: the Train tab, the number of epochs, the button. Returns when the run has begun. */
export async function beginTraining(page: Page, epochs: number): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Names' }).click()
  await page.getByRole('tab', { name: 'Train' }).click()
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill(String(epochs))
  await page.getByRole('button', { name: 'Train', exact: true }).first().click()
}

/** One epoch of the small preset, to its end. */
export async function trainQuickly(page: Page): Promise<void> {
  await beginTraining(page, 1)
  await expect(page.getByText(/· finished/).first()).toBeVisible({ timeout: 60_000 })
}
