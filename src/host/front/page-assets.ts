import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** One file of the page, as it is served. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
}

/** Exact URL path -> file. Read once at start, so that no request ever becomes a path on the disk. */
export type Assets = ReadonlyMap<string, Asset>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8'
}

/** Every file of the built page under its URL path, and index.html as '/' too. Unknown types are left out. */
export function readAssets(folder: string): Assets {
  const assets = new Map<string, Asset>()
  add(assets, folder, '')
  const index = assets.get('/index.html')
  if (index) assets.set('/', index)
  return assets
}

function add(assets: Map<string, Asset>, folder: string, prefix: string): void {
  for (const entry of readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
    const url = `${prefix}/${entry.name}`
    if (entry.isDirectory()) add(assets, folder, url)
    const type = types[path.extname(entry.name)]
    if (entry.isFile() && type) assets.set(url, { type, body: readFileSync(path.join(folder, url)) })
  }
}
