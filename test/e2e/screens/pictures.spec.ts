import { expect, test } from '../fixtures'
import { overflow, smallNetwork, takePictures } from './looks'

// Every screen before, during and after a run, in both languages, themes and all sizes, kept in artifacts/screens to be
// looked at. What can be checked without eyes is checked: nothing is wider than the window.

for (const language of ['en', 'ko'] as const) {
  test.describe(language, () => {
    test.use({
      language,
      settings: { theme: 'system', language, view: smallNetwork(400) },
      size: { width: 1280, height: 800 }
    })

    test('every screen, before, during and after a run', async ({ page, electron, front }) => {
      const take = async (screen: string): Promise<void> => {
        await takePictures(page, screen, { front, language, electron })
        expect(await overflow(page), screen).toBe(0)
      }
      const tab = (place: number): Promise<void> => page.getByRole('tab').nth(place).click()

      await page.getByRole('navigation').waitFor()
      for (const [key, screen] of [
        ['1', 'learn'],
        ['3', 'runs-empty'],
        ['4', 'devices'],
        ['5', 'settings']
      ] as const) {
        await page.keyboard.press(key)
        await take(screen)
      }
      await page.keyboard.press('2')
      await page.getByRole('table').first().waitFor()
      await take('names-data')
      await tab(1)
      await take('names-train-before')
      await tab(2)
      await take('names-try-before')

      await page.keyboard.press('Control+Enter')
      await expect(page.getByRole('grid')).toBeVisible({ timeout: 60_000 })
      await take('names-train-during')
      await tab(2)
      await page.getByRole('textbox').fill('Takahashi')
      await expect(page.getByRole('spinbutton')).toHaveCount(9)
      await take('names-try-during')

      await page.keyboard.press('Escape')
      await page
        .getByRole('button', { name: language === 'ko' ? '중지' : 'Stop', exact: true })
        .first()
        .click()
      await tab(1)
      await expect(
        page.getByRole('button', { name: language === 'ko' ? '학습 시작' : 'Train' }).first()
      ).toBeVisible()
      await take('names-train-after')
      await page.keyboard.press('3')
      await take('runs')
    })
  })
}

test.describe('first launch', () => {
  for (const language of ['en', 'ko'] as const) {
    test.describe(language, () => {
      test.use({
        language,
        settings: { theme: 'system', language, welcomed: false },
        size: { width: 1280, height: 800 }
      })

      test('one sentence, three doors', async ({ page, electron, front }) => {
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(page.getByRole('button')).toHaveCount(3)
        await takePictures(page, 'welcome', { front, language, electron })
        expect(await overflow(page)).toBe(0)
      })
    })
  }
})
