import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from './fixtures'
import { livingOf, trainerOf } from './processes'
import { beginTraining } from './quick-training'

test.skip(process.platform !== 'linux', 'reads /proc')

test('a trainer that is killed is told about, nothing is lost, and the run goes on', async ({
  page,
  dataDir
}) => {
  await beginTraining(page, 400)
  await expect(page.getByText(/epoch [3-9]\d* of 400/).first()).toBeVisible({ timeout: 60_000 })
  const trainer = trainerOf(dataDir)!
  process.kill(trainer, 'SIGKILL')
  const alert = page.getByRole('alert').first()
  await expect(alert).toContainText('Training stopped unexpectedly', { timeout: 5000 })
  await expect(alert).toContainText(/Nothing up to epoch \d+ was lost/)
  await alert.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText(/epoch \d+ of 400/).first()).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => trainerOf(dataDir)).not.toBe(trainer)
  const [run] = await readdir(path.join(dataDir, 'runs'))
  expect(run).toBeDefined()
})

test('the app leaves nothing behind when it is killed', async ({ page, dataDir, opened, front }) => {
  await beginTraining(page, 400)
  await expect(page.getByText(/epoch [2-9]\d* of 400/).first()).toBeVisible({ timeout: 60_000 })
  const trainer = trainerOf(dataDir)!
  const host = front === 'electron' ? opened.electron!.process().pid! : opened.server!
  process.kill(host, 'SIGKILL')
  await expect.poll(() => livingOf(dataDir).includes(trainer), { timeout: 5000 }).toBe(false)
})
