import type { ElectronApplication, Page } from '@playwright/test'
import { namesPresets } from '#shared/presets'
import { picture, type FrontOptions } from '../fixtures'

export const sizes = [
  { width: 900, height: 600 },
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 }
] as const

export const schemes = ['light', 'dark'] as const

/** The window's memory with a network so small that an epoch takes a second or two. */
export function smallNetwork(epochs: number, more: object = {}): string {
  const { quick } = namesPresets
  const draft = {
    ...quick,
    preset: 'custom',
    model: { ...quick.model, hiddenSize: 16, embeddingSize: 16, bigramSize: 16 },
    training: { ...quick.training, epochs, batchSize: 256 }
  }
  return JSON.stringify({ draft, base: 'quick', ...more })
}

export async function resize(
  page: Page,
  electron: ElectronApplication | undefined,
  size: { width: number; height: number }
): Promise<void> {
  if (!electron) return page.setViewportSize(size)
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height)
  }, size)
}

/** Nothing of the page may be wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/**
 * Pictures of what is on the screen in both themes and all sizes (one size in the window of Electron, whose pictures differ
 * by nothing but their frame). Leaves the page at 1280 x 800 in light.
 */
export async function takePictures(
  page: Page,
  screen: string,
  options: FrontOptions & { language: 'en' | 'ko'; electron: ElectronApplication | undefined }
): Promise<void> {
  const { front, language, electron } = options
  for (const size of front === 'electron' ? [sizes[1]] : sizes) {
    await resize(page, electron, size)
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.waitForTimeout(150) // charts repaint at most ten times a second
      await picture(page, screen, { front, scheme, language, size })
    }
  }
  await resize(page, electron, sizes[1])
  await page.emulateMedia({ colorScheme: 'light' })
}
