import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { smallNetwork } from './looks'

/** Opens a file of these rows, from the disk: in the window of Electron a file has to have a path. */
async function openRows(page: Page, dataDir: string, rows: readonly string[]): Promise<void> {
  const file = path.join(dataDir, 'clans.csv')
  await writeFile(file, ['name,clan', ...rows].join('\n'))
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page.getByRole('heading', { name: 'clans' })).toBeVisible()
}

/** 120 made-up names of two clans, one of them twice and one of them in both. */
const rows = [
  ...Array.from({ length: 60 }, (_, i) => `Brim${'aeiou'[i % 5]}${i}wick,Wick`),
  ...Array.from({ length: 60 }, (_, i) => `Tor${'aeiou'[i % 5]}${i}dan,Dan`),
  'Brima0wick,Wick',
  'Tora0dan,Wick',
  ',Wick'
]

test.use({ settings: { view: smallNetwork(3) } })

test.beforeEach(({ page }) => page.getByRole('navigation').waitFor())

test('own names are opened, and what is wrong with them is said and mended', async ({ page, dataDir }) => {
  await openRows(page, dataDir, rows)
  await expect(page.getByText('122 names', { exact: false }).first()).toBeVisible()
  await expect(page.getByText('1 duplicate')).toBeVisible()
  await expect(page.getByText('1 conflict')).toBeVisible()
  await expect(page.getByText('1 bad row')).toBeVisible()

  await page.getByRole('button', { name: 'Show: 1 bad row' }).click()
  await expect(page.getByRole('dialog')).toContainText('no name')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Keep one of each' }).click()
  await expect(page.getByText('1 row left out')).toBeVisible()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByText('1 row left out')).toHaveCount(0)
  await expect(page.getByText('1 duplicate')).toBeVisible()
})

test('names are searched with / and filtered by class', async ({ page, dataDir }) => {
  await openRows(page, dataDir, rows)
  await page.keyboard.press('/')
  await page.keyboard.type('tora')
  const table = page.getByRole('region', { name: 'Names' }).getByRole('row')
  await expect(table).toHaveCount(14) // 12 of Dan, one of both clans again, and the head
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: /^Wick: / }).click()
  await expect(table).toHaveCount(63)
})

test('a network is trained, paused, stepped and looked into', async ({ page }) => {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/epoch \d of 3/).first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('tab', { name: 'Train' }).click()
  await page.keyboard.press('Space')
  const resume = page.getByRole('banner').or(page.locator('header')).getByRole('button', { name: 'Resume' })
  await expect(resume.first()).toBeVisible()
  await page.getByRole('button', { name: 'Step' }).click()
  await expect(resume.first()).toBeVisible()
  await resume.first().click()
  await expect(page.getByText(/· finished/).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/on [\d,]+ names it never saw; counting letters: [\d.]+/)).toBeVisible()

  // The names behind a cell, and one of them looked into.
  await page.getByRole('gridcell').first().focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('answered right')
  const name = (await dialog.locator('td button').first().textContent())!.trim()
  await dialog.locator('td button').first().click()
  await expect(page.getByRole('textbox', { name: 'A name' })).toHaveValue(name)
})

test('a name is tried letter by letter, and letters are changed with the arrow keys', async ({ page }) => {
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/· finished/).first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('tab', { name: 'Try' }).click()
  const input = page.getByRole('textbox', { name: 'A name' })
  await input.fill('Tanaka')
  const letters = page.getByRole('spinbutton')
  await expect(letters).toHaveCount(6)
  await letters.first().focus()
  await page.keyboard.press('ArrowUp')
  await expect(input).toHaveValue('Uanaka')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(input).toHaveValue('Uznaka')

  // The last column is the answer.
  const last = page
    .getByRole('region', { name: 'After each letter' })
    .getByRole('list')
    .last()
    .getByRole('listitem')
    .first()
  const top = await page.getByRole('region', { name: 'Answer' }).getByRole('rowheader').first().textContent()
  await expect(last).toContainText(top!.trim())

  await input.fill('Ω')
  await expect(page.getByText(/reads it as “unknown”/)).toBeVisible()
})

test('a list of one’s own is answered after every epoch', async ({ page }) => {
  await page.getByRole('tab', { name: 'Train' }).click()
  const list = page.getByRole('region', { name: 'Your names' })
  await list.getByRole('textbox').fill('Haruki')
  await page.keyboard.press('Enter')
  await expect(list.getByText('not asked yet').first()).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(list.getByRole('button', { name: /Haruki .+%/ })).toBeVisible({ timeout: 60_000 })
  await list.getByRole('button', { name: 'Remove Haruki' }).click()
  await expect(list.getByText('Haruki')).toHaveCount(0)
})
