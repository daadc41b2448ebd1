import { readdir } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

interface Bridge {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): () => void
}

/** Posts the corpus on a wire of this page's own; returns every answer that is not a refusal, and whether the host still answers. */
function attack(page: Page): Promise<{ accepted: unknown[]; refusals: number; alive: boolean }> {
  return page.evaluate(async () => {
    const open = async (): Promise<Bridge> => {
      const bridge = window.unroll as Bridge | undefined
      if (bridge) return bridge
      const socket = new WebSocket(`ws://${location.host}/wire`)
      await new Promise((resolve) => (socket.onopen = resolve))
      return {
        post: (message) => socket.send(JSON.stringify(message) ?? 'undefined'),
        listen: (listener) => {
          const hear = (event: MessageEvent<string>): void => listener(JSON.parse(event.data))
          socket.addEventListener('message', hear)
          return () => socket.removeEventListener('message', hear)
        }
      }
    }
    const wire = await open()
    const answers: { i?: string; r?: { ok: boolean; failure?: { code: string } } }[] = []
    wire.listen((message) => answers.push(message as never))

    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)])
    let id = 0
    const call = (m: unknown, ...a: unknown[]): unknown => ({ t: 'q', i: `bad-${id++}`, m, a })
    const corpus: unknown[] = [
      ...[null, 0, -1, 1e308, '', 'x', [], {}, true, 'x'.repeat(100_000), deep(200)],
      ...[
        'constructor',
        '__proto__',
        'toString',
        '__defineGetter__',
        'then',
        '$close',
        'app',
        'app.constructor',
        'app.info.call',
        'nothing.here'
      ].map((m) => call(m)),
      ...[null, 1, {}, [], true].map((m) => call(m)),
      { t: 'q', i: 'bad-a', m: 'app.info', a: 'abc' },
      { t: 'q', i: 'bad-b', m: 'app.info', a: [1, 2, 3] },
      { t: 'q', i: 'bad-c', m: 'app.info', a: Array.from({ length: 5000 }, () => 0) },
      { t: 'q', m: 'app.info', a: [] },
      { t: 'q', i: 'x'.repeat(1000), m: 'app.info', a: [] },
      { t: 'q', i: 'bad-d', m: 'app.info', a: [], extra: 1 },
      { t: 's', i: 'bad-e', r: { ok: true } },
      { t: 'x', i: 'bad-f', m: 'app.info', a: [] },
      call('data.open', { files: ['/etc/passwd'], read: {} }),
      call('data.open', { files: [{ handle: '/etc/passwd', name: 'x', bytes: 1, kind: 'file' }], read: {} }),
      call('data.open', {
        files: [{ handle: '00000000-0000-0000-0000-000000000000', name: 'x', bytes: 1, kind: 'file' }],
        read: {}
      }),
      call('data.open', { files: [{ handle: '..', name: '..', bytes: -1, kind: 'file' }], read: {} }),
      call('runs.show', '../../../etc'),
      call('runs.remove', '..'),
      call('runs.rename', { run: 'x', name: '' }),
      call('runs.show', 'file:///etc/passwd'),
      call('runs.show', '\\\\evil\\share'),
      call('names.classify', { run: 'x', names: Array.from({ length: 501 }, () => 'a'), detail: 'ranking' }),
      call('training.setLearningRate', { run: 'x', learningRate: -1 }),
      call('training.start', { dataset: 'x', config: {}, device: 'auto', watched: [] }),
      call('devices.setUpNative', 'rm -rf /'),
      call('app.openLink', 'file:///etc/passwd'),
      call('app.changeSettings', { closing: 'never', __proto__: { x: 1 } }),
      call('app.changeSettings', { view: 'x'.repeat(30_000) })
    ]
    for (const message of corpus) wire.post(message)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    wire.post({ t: 'q', i: 'fair', m: 'app.info', a: [] })
    const started = Date.now()
    while (!answers.some(({ i }) => i === 'fair') && Date.now() - started < 5000) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const ours = answers.filter(({ i }) => i?.startsWith('bad-'))
    return {
      accepted: ours.filter(({ r }) => r?.ok !== false),
      refusals: ours.length,
      alive: answers.find(({ i }) => i === 'fair')?.r?.ok === true
    }
  })
}

test('forged and malformed messages change nothing', async ({ page, dataDir }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const before = (await readdir(dataDir)).filter((name) => name !== 'window').sort()
  const { accepted, refusals, alive } = await attack(page)
  expect(accepted).toEqual([])
  expect(refusals).toBeGreaterThan(20)
  expect(alive).toBe(true)
  expect((await readdir(dataDir)).filter((name) => name !== 'window').sort()).toEqual(before)
  await page.reload()
  await expect(page.getByRole('navigation')).toBeVisible()
})
