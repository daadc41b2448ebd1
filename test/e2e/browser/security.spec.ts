import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '../fixtures'

/** A page of somebody else, on another port of the same machine. */
async function hostilePage(): Promise<{ url: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>evil</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop: () => server.close() }
}

test('the address holds no token once the page is open', async ({ page }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(cookie!.name).toBe(`unroll-${new URL(page.url()).port}`)
})

test('a reload stays in; another browser is kept out', async ({ page }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('navigation')).toBeVisible()
  const stranger = await fetch(page.url())
  expect(stranger.status).toBe(403)
})

test('a hostile page in the same browser reaches nothing', async ({ page }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const own = page.url()
  const evil = await hostilePage()
  const other = await page.context().newPage()
  await other.goto(evil.url)
  const outcome = await other.evaluate(async (target) => {
    const read = await fetch(target).then(
      () => 'answered',
      () => 'refused'
    )
    const blind = await fetch(`${target}files?name=x`, { method: 'POST', mode: 'no-cors', body: 'x' }).then(
      (answer) => answer.type,
      () => 'refused'
    )
    const withType = await fetch(`${target}files?name=x`, {
      method: 'POST',
      body: 'x',
      headers: { 'Content-Type': 'application/octet-stream' }
    }).then(
      () => 'answered',
      () => 'refused'
    )
    const socket = await new Promise((resolve) => {
      const wire = new WebSocket(`${target.replace('http', 'ws')}wire`)
      wire.onopen = () => resolve('open')
      wire.onerror = () => resolve('refused')
    })
    const script = await new Promise((resolve) => {
      const element = document.createElement('script')
      element.src = `${target}assets/index.js`
      element.onload = () => resolve('loaded')
      element.onerror = () => resolve('refused')
      document.head.append(element)
    })
    const frame = await new Promise((resolve) => {
      const element = document.createElement('iframe')
      element.src = target
      element.onload = () => {
        try {
          resolve(element.contentDocument === null ? 'closed' : 'open')
        } catch {
          resolve('closed')
        }
      }
      document.body.append(element)
    })
    return { read, blind, withType, socket, script, frame }
  }, own)
  expect(outcome).toEqual({
    read: 'refused',
    blind: 'refused',
    withType: 'refused',
    socket: 'refused',
    script: 'refused',
    frame: 'closed'
  })
  evil.stop()
  await other.close()
})

test('no other name leads to it (DNS rebinding)', async ({ page }) => {
  await expect(page.getByRole('navigation')).toBeVisible()
  const { port } = new URL(page.url())
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const request = page.context().request
  for (const host of [`evil.com:${port}`, `localhost.evil.com:${port}`, 'evil.com']) {
    const answer = await request.get(page.url(), { headers: { host, cookie } })
    expect([host, answer.status()]).toEqual([host, 403])
  }
})
