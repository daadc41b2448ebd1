import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = path.resolve(__dirname, '../..')
let dataDir: string
beforeEach(() => void (dataDir = mkdtempSync(path.join(os.tmpdir(), 'unroll-start-'))))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

interface Got {
  status: number | undefined
  headers: http.IncomingHttpHeaders
  body: string
}

/** Node's own fetch says that it is not a navigation, and is refused. */
const get = (url: string, headers: Record<string, string> = {}): Promise<Got> =>
  new Promise((resolve, reject) =>
    http
      .get(url, { headers, agent: false }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
      })
      .on('error', reject)
  )

/** Processes that carry this test's data folder in their environment. */
function left(): string[] {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return false
    try {
      return readFileSync(`/proc/${name}/environ`, 'utf8').includes(dataDir)
    } catch {
      return false
    }
  })
}

describe.skipIf(process.platform !== 'linux')('npm start without a display', () => {
  it('serves the app with one sentence why, prints the address, and Ctrl+C ends all of it', async () => {
    const child = spawn(process.execPath, ['tools/start.mjs'], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], UNROLL_DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await expect
      .poll(() => said, { timeout: 120_000 })
      .toMatch(/Open http:\/\/127\.0\.0\.1:\d+\/open\?token=\S+/)
    expect(said).toContain('There is no display for a window.')

    const address = new URL(/Open (\S+)/.exec(said)![1]!)
    const entered = await get(address.href)
    const cookie = entered.headers['set-cookie']![0]!.split(';')[0]!
    const page = await get(address.origin, { cookie })
    expect([page.status, page.body]).toEqual([200, expect.stringContaining('<title>Unroll</title>')])

    const started = performance.now()
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(performance.now() - started).toBeLessThan(2500)
    await expect.poll(left).toEqual([])
    expect(said).not.toMatch(/\n\s+at \S+/)
  }, 180_000)
})
