import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'
import { schemes, smallNetwork } from './looks'

/** Serious and critical findings, each with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  // Electron has no second page for axe to finish on.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html.replace(/ (class|style|id|data-[a-z-]+)="[^"]*"/g, '').slice(0, 90))
          .join(' | ')
          .slice(0, 500)}`
    )
}

async function checkBothThemes(page: Page, screen: string): Promise<void> {
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForTimeout(200) // colours fade in 120 ms
    expect(await findings(page), `${screen}, ${scheme}`).toEqual([])
  }
}

for (const language of ['en', 'ko'] as const) {
  test.describe(language, () => {
    test.use({ language, settings: { theme: 'system', language, view: smallNetwork(2) } })

    test('axe finds nothing serious on any screen', async ({ page }) => {
      await page.getByRole('navigation').waitFor()
      for (const [key, screen] of [
        ['1', 'learn'],
        ['3', 'runs'],
        ['4', 'devices'],
        ['5', 'settings'],
        ['2', 'data']
      ] as const) {
        await page.keyboard.press(key)
        await checkBothThemes(page, screen)
      }
      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('grid')).toBeVisible({ timeout: 60_000 })
      await checkBothThemes(page, 'train')
      await page.getByRole('gridcell').first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await checkBothThemes(page, 'names of a cell')
      await page.keyboard.press('Escape')
      await page.getByRole('tab').nth(2).click()
      await page.getByRole('textbox').fill('Kovač')
      await expect(page.getByRole('spinbutton')).toHaveCount(5)
      await checkBothThemes(page, 'try')
      await page.getByRole('tab').nth(2).focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await checkBothThemes(page, 'shortcuts')
    })
  })
}

test.describe('first launch', () => {
  test.use({ settings: { theme: 'system', welcomed: false } })

  test('axe finds nothing serious on the first page', async ({ page }) => {
    await expect(page.getByRole('button')).toHaveCount(3)
    await checkBothThemes(page, 'welcome')
  })
})
