import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileHandle } from '../../src/shared/schemas/names-data'
import { TestServer, type Reply } from './harness'

const kilobyte = 1024
let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await TestServer.start({
    limits: { uploads: { file: 64 * kilobyte, session: 100 * kilobyte, files: 3 } }
  })
  cookie = await server.enter()
})
afterEach(() => server.stop())

const upload = (name: string, body: Buffer | string, headers: Record<string, string> = {}): Promise<Reply> =>
  server.ask({
    method: 'POST',
    path: `/files?name=${encodeURIComponent(name)}`,
    body,
    headers: {
      Cookie: cookie,
      Origin: server.origin,
      'Content-Type': 'application/octet-stream',
      ...headers
    }
  })

/** Every file under the data folder, relative to it. */
async function stored(folder = server.dataDir): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(server.dataDir, path.join(entry.parentPath, entry.name)))
}

describe('uploads', () => {
  it('come back as a handle that stands for the bytes', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, i) => i))
    const handle = JSON.parse((await upload('이름.csv', body)).body) as FileHandle
    expect(handle).toMatchObject({ name: '이름.csv', bytes: 256, kind: 'file' })
    expect(await readFile(server.host.grants.path(handle))).toEqual(body)
  })

  it('are data, never paths: the name is text only', async () => {
    for (const name of ['../../x', '/etc/cron.d/x', 'C:\\x']) {
      const handle = JSON.parse((await upload(name, 'x')).body) as FileHandle
      expect(handle.name).toBe(name)
    }
    const files = await stored()
    expect(files).toHaveLength(3)
    for (const file of files) expect(file).toMatch(/^uploads\/\d+-[0-9a-f-]{36}\/[0-9a-f-]{36}$/)
  })

  it('above the limit are refused, and nothing of them is kept', async () => {
    expect((await upload('a', Buffer.alloc(64 * kilobyte))).status).toBe(200)
    const declared = await upload('b', Buffer.alloc(64 * kilobyte + 1))
    expect(declared.status).toBe(413)
    expect(JSON.parse(declared.body)).toMatchObject({ code: 'upload-too-large', params: { file: 'b' } })
    const streamed = await upload('c', Buffer.alloc(64 * kilobyte + 1), { 'Transfer-Encoding': 'chunked' })
    expect(streamed.status).toBe(413)
    expect(await stored()).toHaveLength(1)
  })

  it('of one session have a limit together, in bytes and in number', async () => {
    expect((await upload('a', Buffer.alloc(60 * kilobyte))).status).toBe(200)
    expect((await upload('b', Buffer.alloc(41 * kilobyte))).status).toBe(413)
    expect((await upload('c', 'x')).status).toBe(413) // the session's bytes are spent
    expect((await upload('d', 'x')).status).toBe(413) // and its number of files
    expect((await server.ask({ headers: { Cookie: cookie } })).status).toBe(200)
  })

  it('without a name are refused', async () => {
    expect((await upload('', 'x')).status).toBe(400)
  })

  it('go when the server stops', async () => {
    await upload('a', 'x')
    await server.server.close()
    expect(await stored()).toEqual([])
  })
})
