import { expect } from '@playwright/test'
import { onTab, test } from './made-up-page'

const file = { name: 'surnames.csv', mimeType: 'text/csv', buffer: Buffer.from('id,surname,language') }

test('a crash is said with what is safe, and the run goes on from there', async ({ open }) => {
  const page = await open({ run: { epochs: 6, kind: 'failed' } })
  const banner = page.getByRole('alert')
  await expect(banner).toContainText('Training stopped unexpectedly at epoch 7.')
  await expect(banner).toContainText('Nothing up to epoch 6 was lost.')
  await banner.getByRole('button', { name: 'Resume' }).click()
  await expect(banner).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'The run that is alive' })).toContainText('epoch 7 of 30')
})

test('a broken wire is said; after it no epoch is missing and none stands twice', async ({ open }) => {
  const page = await open({ run: { epochs: 3, kind: 'training' }, settings: { view: onTab('train') } })
  await page.getByRole('checkbox', { name: 'Numbers' }).check()
  const epochs = page.getByRole('region', { name: 'Numbers' }).getByRole('rowheader')
  await expect(epochs).toHaveText(['3', '2', '1'])
  await page.evaluate(() => {
    window.cutWire()
    const [run] = window.fakeHost.runs
    for (let batch = 0; run && batch < 80; batch++) window.fakeHost.tick(run)
  })
  await expect(page.getByRole('alert')).toContainText('connection to Unroll was lost')
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 10_000 })
  await expect(epochs).toHaveText(['5', '4', '3', '2', '1'])
  await page.evaluate(() => {
    const [run] = window.fakeHost.runs
    for (let batch = 0; run && batch < 40; batch++) window.fakeHost.tick(run)
  })
  await expect(epochs).toHaveText(['6', '5', '4', '3', '2', '1'])
})

test('a reader in doubt asks, and the answer opens the file', async ({ open }) => {
  for (const [question, button] of [
    ['columns', 'Open'],
    ['encoding', 'Open'],
    ['truncated', 'Use these rows'],
    ['many-classes', 'Open anyway']
  ] as const) {
    const page = await open({ question })
    await page.locator('input[type=file]').first().setInputFiles(file)
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: button, exact: true }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('heading', { name: 'my_surnames' })).toBeVisible()
    await page.close()
  }
})

test('the same column cannot be names and classes', async ({ open }) => {
  const page = await open({ question: 'columns' })
  await page.locator('input[type=file]').first().setInputFiles(file)
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('combobox', { name: /^Names/ })
    .or(dialog.getByRole('button', { name: /^Names/ }))
    .click()
  await page.getByRole('option', { name: 'language' }).click()
  await expect(dialog.getByRole('alert')).toHaveText('Names and classes cannot be the same column.')
  await expect(dialog.getByRole('button', { name: 'Open', exact: true })).toBeDisabled()
})

test('a failure stands where it happened, with its details to copy', async ({ open }) => {
  const page = await open({ fails: 'training.start' })
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const panel = page.getByRole('alert')
  await expect(panel).toContainText('Something went wrong')
  await expect(panel.getByRole('button', { name: 'Copy details' })).toBeVisible()
  await panel.getByRole('button', { name: 'Dismiss' }).click()
  await expect(panel).toHaveCount(0)
})

test('closing while a run lives asks, and the answer reaches the host', async ({ open }) => {
  const page = await open({ run: { epochs: 2, kind: 'training' } })
  await page.evaluate(() => window.fakeHost.emit((emit) => emit.app.menu('close-requested')))
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('A run is still training')
  await dialog.getByRole('button', { name: /Keep training/ }).click()
  await expect(dialog).toHaveCount(0)
  expect(await page.evaluate(() => window.fakeHost.calls)).toContain('app.close continue')
})

test('files that hover are told what each place does with them', async ({ open }) => {
  const page = await open({})
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['a,b'], 'a.csv'))
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer }))
  })
  await expect(page.getByText('Drop to open')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Use as the test file' })).toBeVisible()
})

test('setting up the native runtime shows how far it is, and can be stopped', async ({ open }) => {
  const page = await open({})
  await page.keyboard.press('4')
  await page.getByRole('button', { name: 'Install again' }).click()
  await expect(page.getByRole('progressbar', { name: 'Downloading' })).toHaveAttribute('aria-valuenow', '42')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('a network that counting beats is said so', async ({ open }) => {
  const page = await open({ run: { epochs: 3, kind: 'done' }, settings: { view: onTab('train') } })
  await expect(page.getByText('Counting letters does better: it gets 84.1')).toBeVisible()
})

test('a file of names comes back as a CSV', async ({ open }) => {
  const page = await open({ run: { epochs: 9, kind: 'done' }, settings: { view: onTab('try') } })
  await page.getByRole('button', { name: 'Choose a file…' }).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await chooser).setFiles(file)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save answers.csv' }).click()
  expect((await download).suggestedFilename()).toBe('answers.csv')
})

test('every screen is reached by its number, but not while typing', async ({ open }) => {
  const page = await open({ run: { epochs: 9, kind: 'done' }, settings: { view: onTab('try') } })
  const title = page.getByRole('heading', { level: 1 })
  await page.getByRole('textbox', { name: 'A name' }).fill('')
  await page.keyboard.type('3')
  await expect(title).toHaveText('Names')
  await page.getByRole('tab', { name: 'Try' }).focus()
  for (const [key, name] of [
    ['1', 'Learn'],
    ['3', 'Runs'],
    ['4', 'Devices'],
    ['5', 'Settings'],
    ['2', 'Names']
  ] as const) {
    await page.keyboard.press(key)
    await expect(title).toHaveText(name)
  }
})
