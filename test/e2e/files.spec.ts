import path from 'node:path'
import { expect, test } from './fixtures'
import { writeNames } from '../cli/made-up-names'

test('a chosen file becomes a data set', async ({ page, dataDir }) => {
  const file = path.join(dataDir, 'peoples & <b>names.csv')
  writeNames(file, 240)
  await page.getByRole('navigation').getByRole('button', { name: 'Names' }).click()
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page.getByText('peoples & <b>names.csv').first()).toBeVisible()
  await expect(page.getByText('Orani').first()).toBeVisible()
  await expect(page.getByText(/\b240\b/).first()).toBeVisible()
})

test('one file a class, chosen together, is one data set', async ({ page, dataDir }) => {
  const { writeFile } = await import('node:fs/promises')
  const files = ['Orani', 'Tekur'].map((label) => path.join(dataDir, `${label}.txt`))
  await writeFile(files[0]!, 'Karaa\nLolio\nMimoia\nRutua\nTesea\nVonio\n')
  await writeFile(files[1]!, 'Kararn\nLolist\nMimold\nRuturk\nTesen\nVonist\n')
  await page.getByRole('navigation').getByRole('button', { name: 'Names' }).click()
  await page.locator('input[type=file]').first().setInputFiles(files)
  await expect(page.getByText('Tekur').first()).toBeVisible()
})
