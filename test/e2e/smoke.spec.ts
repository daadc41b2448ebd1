import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from './fixtures'
import { beginTraining, trainQuickly } from './quick-training'

test('the page opens, named and connected', async ({ page }) => {
  await expect(page).toHaveTitle(/Unroll/)
  await expect(page.getByRole('navigation')).toBeVisible()
})

test('a network is trained on the sample, and the run stands on the disk', async ({ page, dataDir }) => {
  await trainQuickly(page)
  const [run] = await readdir(path.join(dataDir, 'runs'))
  const files = await readdir(path.join(dataDir, 'runs', run!))
  for (const name of ['config.json', 'metrics.jsonl', 'summary.json']) expect(files).toContain(name)
  expect(files.some((name) => /^checkpoint-.*\.safetensors$/.test(name))).toBe(true)
  expect(files.filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('a reload of the page does not disturb a run', async ({ page }) => {
  await beginTraining(page, 500)
  const status = page.getByText(/epoch \d+ of 500/).first()
  await expect(status).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(status).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Stop', exact: true }).first().click()
  await expect(page.getByText(/· stopped/).first()).toBeVisible({ timeout: 30_000 })
})
