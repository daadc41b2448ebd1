import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium, test as base, type Page } from '@playwright/test'
import { build } from 'vite'
import type { FakeOptions } from '../../renderer/fake/host'
import { root } from '../start-browser'

// The window in front of a made-up host (test/renderer/demo): for what a real host does too rarely to wait for.

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

function serveFolder(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const name = path.basename((request.url ?? '/').split('?')[0] ?? '') || 'index.html'
    const file = path.join(folder, name === 'index.html' ? '' : 'assets', name)
    readFile(file).then(
      (bytes) =>
        response.writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end()
    )
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

interface MadeUp {
  /** Opens the window in front of a host made up as told. */
  open: (options: FakeOptions, size?: { width: number; height: number }) => Promise<Page>
}

export const test = base.extend<MadeUp, { address: string }>({
  address: [
    async ({}, use) => {
      await build({ configFile: path.join(root, 'test/renderer/demo/vite.config.ts'), logLevel: 'error' })
      const server = await serveFolder(path.join(root, 'artifacts/demo'))
      const at = server.address()
      await use(`http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/`)
      server.close()
    },
    { scope: 'worker' }
  ],
  open: async ({ address }, use) => {
    const browser = await chromium.launch({
      executablePath: process.env['CHROME_PATH'] ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : []
    })
    await use(async (options, size = { width: 1280, height: 800 }) => {
      const page = await browser.newPage({ viewport: size, acceptDownloads: true })
      const settings = { welcomed: true, ...options.settings }
      await page.goto(`${address}#${encodeURIComponent(JSON.stringify({ ...options, settings }))}`)
      await page.getByRole('navigation').waitFor()
      return page
    })
    await browser.close()
  }
})

/** What the window remembers, for options.settings.view. */
export const onTab = (tab: 'data' | 'train' | 'try'): string => JSON.stringify({ screen: 'names', tab })
