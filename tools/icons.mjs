import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findChrome } from './lib/chrome.mjs'
import { icns, ico } from './lib/icon-files.mjs'
import { inRoot } from './lib/paths.mjs'
import { main, say, Stop } from './lib/say.mjs'

// node tools/icons.mjs: draws resources/icons/icon.svg as the files that the systems want. Run it after changing the drawing.

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024]

/** The drawing as a PNG of `size` x `size` pixels, drawn by a browser. */
async function draw(page, svg, size) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  return page.screenshot({ omitBackground: true })
}

await main(async () => {
  const executablePath = findChrome()
  if (!executablePath) throw new Stop('A Chromium is needed to draw the icons; name one with CHROME_PATH.')
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
  })
  const page = await browser.newPage()
  const svg = readFileSync(inRoot('resources/icons/icon.svg'), 'utf8')
  const drawn = new Map()
  for (const size of sizes) drawn.set(size, await draw(page, svg, size))
  await browser.close()
  const to = (name) => inRoot('resources/icons', name)
  mkdirSync(inRoot('resources/icons'), { recursive: true })
  writeFileSync(to('icon.png'), drawn.get(512))
  writeFileSync(to('icon.ico'), ico(drawn))
  writeFileSync(to('icon.icns'), icns(drawn))
  say(`Drew icon.png, icon.ico and icon.icns.`)
})
