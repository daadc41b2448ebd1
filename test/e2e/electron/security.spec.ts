/* eslint-disable max-lines, no-eval, @typescript-eslint/no-misused-new -- one list, item by item; what it tries is what lint forbids */
import path from 'node:path'
import type { BrowserWindow } from 'electron'
import { expect, test } from '../fixtures'

// Electron's security checklist, item by item, on the window that users get.

test.describe('the page (2, 3, 4, 20)', () => {
  test('has no Node, and of Electron only four names', async ({ page }) => {
    const seen = await page.evaluate(() => ({
      node: [typeof require, typeof process, typeof module, typeof Buffer, typeof global],
      bridge: Object.keys(window.unroll as object).sort(),
      electron: Object.keys(window).filter((name) => /electron|ipc/i.test(name))
    }))
    expect(seen).toEqual({
      node: Array.from({ length: 5 }, () => 'undefined'),
      bridge: ['front', 'grantFiles', 'listen', 'post'],
      electron: []
    })
  })

  test('runs with the preferences that it should, in every window', async ({ electron }) => {
    const preferences = await electron!.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const all = (
          contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences()
        const names = [
          'sandbox',
          'contextIsolation',
          'nodeIntegration',
          'nodeIntegrationInWorker',
          'nodeIntegrationInSubFrames',
          'webSecurity',
          'allowRunningInsecureContent',
          'experimentalFeatures',
          'webviewTag',
          'enableBlinkFeatures'
        ]
        return Object.fromEntries(names.map((name) => [name, all[name]]))
      })
    )
    expect(preferences).toHaveLength(1)
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false
    })
    const off = [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures'
    ]
    for (const name of off) expect([name, Boolean(preferences[0]![name])]).toEqual([name, false])
    expect(preferences[0]!['webSecurity']).not.toBe(false)
  })

  test('cannot reach into the preload by way of prototypes', async ({ page }) => {
    const outcome = await page.evaluate(() => {
      const bridge = window.unroll as unknown as Record<
        string,
        { constructor: { constructor(code: string): () => unknown } }
      >
      try {
        return String(bridge['post']!.constructor.constructor('return typeof process')())
      } catch (error) {
        return `refused: ${(error as Error).name}`
      }
    })
    expect(['undefined', 'refused: EvalError']).toContain(outcome)
  })
})

test.describe('the scheme (1, 18)', () => {
  test('serves the page and nothing beside it', async ({ page }) => {
    expect(page.url()).toBe('app://rnn/')
    const statuses = await page.evaluate(async () => {
      const urls = [
        '/../x',
        '/%2e%2e/x',
        '/..%2f..%2fetc/passwd',
        '/index.html/../../package.json',
        '/package.json',
        '/assets',
        '/__proto__'
      ]
      const found: Record<string, number | string> = {}
      for (const url of urls)
        found[url] = await fetch(`app://rnn${url}`).then(
          (answer) => answer.status,
          () => 'failed'
        )
      return found
    })
    for (const [url, status] of Object.entries(statuses)) expect([url, status]).toEqual([url, 404])
  })

  test('sends the policy with everything', async ({ page }) => {
    const headers = await page.evaluate(async () => {
      const answers = await Promise.all(['app://rnn/', 'app://rnn/nothing'].map((url) => fetch(url)))
      return answers.map((answer) => [
        answer.headers.get('content-security-policy'),
        answer.headers.get('x-content-type-options')
      ])
    })
    for (const [policy, sniff] of headers) {
      expect(policy).toContain("default-src 'none'; script-src 'self';")
      expect(sniff).toBe('nosniff')
    }
  })
})

test('permissions are refused, all but one (5)', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'midi',
      'persistent-storage',
      'background-sync',
      'accelerometer',
      'clipboard-read',
      'storage-access',
      'payment-handler'
    ]
    const found: string[] = []
    for (const name of names) {
      const state = await navigator.permissions.query({ name: name as PermissionName }).then(
        (status) => status.state,
        () => 'denied'
      )
      if (state === 'granted') found.push(name)
    }
    const position = await new Promise<string>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
        { timeout: 3000 }
      )
    )
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied'
    )
    const notify = await Notification.requestPermission()
    return { found, position, media, notify }
  })
  expect(states).toEqual({ found: [], position: 'denied', media: 'denied', notify: 'denied' })
})

test.describe('the page stays where it is (11, 12, 13, 14)', () => {
  const elsewhere = [
    'https://example.com/',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'data:text/html,x',
    'about:blank',
    'app://other/',
    'app://rnn.evil/',
    'javascript:void(document.title="evil")',
    'chrome://version',
    'devtools://devtools/bundled/inspector.html',
    'smb://evil/share',
    'ms-msdt:x'
  ]

  test('whatever it is told to open', async ({ page, electron }) => {
    for (const url of elsewhere) {
      const opened = await page.evaluate((target) => {
        const window_ = window.open(target)
        const link = document.createElement('a')
        link.href = target
        link.target = '_blank'
        document.body.append(link)
        link.click()
        link.remove()
        return window_ !== null
      }, url)
      expect([url, opened]).toEqual([url, false])
      await page.evaluate((target) => void (location.href = target), url).catch(() => undefined)
      await page.waitForTimeout(50)
      await expect.poll(() => page.url()).toBe('app://rnn/')
    }
    const windows = await electron!.evaluate(({ webContents }) => webContents.getAllWebContents().length)
    expect(windows).toBe(1)
    const title = (): Promise<string> =>
      electron!.evaluate(({ webContents }) => webContents.getAllWebContents()[0]!.getTitle())
    await expect.poll(title).toMatch(/Unroll/)
    await page.evaluate(() => (window.violations = [])) // the policy has stopped them too, as it should
  })

  test('a webview stays empty, a frame is not loaded', async ({ page, electron }) => {
    await page.evaluate(() => {
      for (const kind of ['webview', 'iframe']) {
        const element = document.createElement(kind)
        element.setAttribute('src', 'https://example.com/')
        document.body.append(element)
      }
    })
    await page.waitForTimeout(300)
    expect(await electron!.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
    await page.evaluate(() => (window.violations = []))
  })
})

test('the policy stops what is not ours (7)', async ({ page }) => {
  const stopped = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.evil = 1'
    document.body.append(script)
    // In a later task: what Playwright itself runs may use eval.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('true'))
        } catch {
          resolve(false)
        }
      })
    )
    const image = document.createElement('img')
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve(true)
      image.onerror = () => resolve(false)
    })
    image.src = 'https://example.com/x.png'
    const fetched = await fetch('https://example.com/').then(
      () => true,
      () => false
    )
    const result = {
      inline: 'evil' in window,
      evaluated,
      image: await loaded,
      fetched,
      count: window.violations!.length
    }
    window.violations = []
    return result
  })
  expect(stopped).toMatchObject({ inline: false, evaluated: false, image: false, fetched: false })
  expect(stopped.count).toBeGreaterThanOrEqual(3)
})

test('only addresses of our own are opened outside (15)', async ({ page, electron }) => {
  await electron!.evaluate(({ shell }) => {
    const opened: string[] = []
    ;(globalThis as { opened?: string[] }).opened = opened
    shell.openExternal = (url) => Promise.resolve(void opened.push(url))
    shell.openPath = (file) => Promise.resolve((opened.push(file), ''))
  })
  const ask = (link: unknown): Promise<unknown> =>
    page.evaluate(
      (input) =>
        new Promise((resolve) => {
          const bridge = window.unroll as {
            post(message: unknown): void
            listen(listener: (message: { i?: string; r?: unknown }) => void): () => void
          }
          const id = `test-${Math.random()}`
          const forget = bridge.listen((message) => {
            if (message.i !== id) return
            forget()
            resolve(message.r)
          })
          bridge.post({ t: 'q', i: id, m: 'app.openLink', a: [input] })
        }),
      link
    )
  for (const link of [
    'https://evil.com',
    'file:///etc/passwd',
    'smb://x',
    'javascript:1',
    'ms-msdt:x',
    'constructor',
    '',
    null,
    { url: 'x' }
  ]) {
    expect(await ask(link)).toMatchObject({ ok: false, failure: { code: 'bad-message' } })
  }
  for (const link of ['source', 'issues', 'folder']) expect(await ask(link)).toMatchObject({ ok: true })
  const opened = await electron!.evaluate(() => (globalThis as { opened?: string[] }).opened!)
  expect(opened).toHaveLength(3)
  for (const target of opened) expect(target.startsWith('https://') || path.isAbsolute(target)).toBe(true)
})

test('another window, with our own preload, is not heard (17)', async ({ electron, page }) => {
  const answered = await electron!.evaluate(
    async ({ BrowserWindow: Window, app }, appPath) => {
      const other: BrowserWindow = new Window({
        show: false,
        webPreferences: { preload: `${appPath}/out/preload/index.js`, sandbox: true, contextIsolation: true }
      })
      await other.loadURL('app://rnn/')
      const result: unknown = await other.webContents.executeJavaScript(`new Promise((resolve) => {
      window.unroll.listen((message) => { if (message.i === 'forged') resolve('answered') })
      window.unroll.post({ t: 'q', i: 'forged', m: 'app.settings', a: [] })
      setTimeout(() => resolve('silence'), 1000)
    })`)
      other.destroy()
      void app
      return result
    },
    path.resolve(__dirname, '../../..')
  )
  expect(answered).toBe('silence')
  await expect(page.getByRole('navigation')).toBeVisible()
})

test('a path is nothing that the page can name', async ({ page }) => {
  const handles = await page.evaluate(async () => {
    const bridge = window.unroll as { grantFiles(files: unknown): Promise<unknown> }
    const forged = new File(['a,b'], '/etc/passwd')
    Object.defineProperty(forged, 'path', { value: '/etc/passwd' })
    const tries: unknown[] = [[forged], [{ path: '/etc/passwd' }], ['/etc/passwd'], '/etc/passwd', null]
    const grant = async (files: unknown): Promise<unknown> => bridge.grantFiles(files)
    return Promise.all(tries.map((files) => grant(files).catch(() => 'refused')))
  })
  for (const handle of handles) expect(JSON.stringify(handle)).not.toContain('"handle"')
})

test('a crash of the page does not end the app', async ({ opened: { page, electron } }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const look = (): Promise<{ crashed: boolean; loads: boolean; title: string }> =>
    electron!.evaluate(({ webContents }) => {
      const contents = webContents.getAllWebContents()[0]!
      return { crashed: contents.isCrashed(), loads: contents.isLoading(), title: contents.getTitle() }
    })
  await electron!.evaluate(({ webContents }) => webContents.getAllWebContents()[0]!.forcefullyCrashRenderer())
  await expect
    .poll(look)
    .toEqual({ crashed: false, loads: false, title: expect.stringMatching(/Unroll/) as unknown })
})

test('a second start hands over to the first', async ({ electron, page, dataDir }) => {
  const { startWindow } = await import('../start-electron')
  await expect(page.getByRole('navigation')).toBeVisible()
  const second = await startWindow(dataDir).catch(() => undefined)
  if (second) await second.waitForEvent('close', { timeout: 10_000 }).catch(() => undefined)
  expect(await electron!.evaluate(({ BrowserWindow: Window }) => Window.getAllWindows().length)).toBe(1)
})
