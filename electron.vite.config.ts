import path from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { kernels } from './tools/lib/kernels-plugin.mjs'

// Two parts that build alone: 'program' (main, preload, trainer, server, cli) and 'view' (the page). tools/build.mjs asks
// for one at a time, into a folder beside out/, so that a build that fails leaves the last good one in place.
const part = process.env['UNROLL_BUILD_PART']
const out = path.resolve(process.env['UNROLL_BUILD_OUT'] ?? 'out')
const source = (folder: string): string => path.resolve('src', folder)

const alias = ['shared', 'engine', 'host'].map((layer) => ({
  find: new RegExp(`^#${layer}/(.*)$`),
  replacement: `${source(layer)}/$1`
}))

const entries = (layers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, source(`${layer}/index.ts`)]))

// The oldest that it runs in: Electron 22 (Node 16.17, Chromium 108).
const node = 'node16'
const chrome = 'chrome108'

const program = {
  main: {
    plugins: [kernels()],
    resolve: { alias },
    build: {
      outDir: path.join(out, 'main'),
      target: node,
      externalizeDeps: false,
      rolldownOptions: {
        input: entries({ index: 'main', trainer: 'trainer', server: 'server', cli: 'cli' }),
        external: [/^@tensorflow\/tfjs-node-gpu/, 'bufferutil', 'utf-8-validate', 'encoding']
      }
    }
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: path.join(out, 'preload'),
      target: node,
      externalizeDeps: false,
      rolldownOptions: { input: { index: source('preload/index.ts') } }
    }
  }
}

const view = {
  renderer: {
    root: source('renderer'),
    plugins: [svelte()],
    resolve: { alias },
    build: {
      outDir: path.join(out, 'renderer'),
      target: chrome,
      minify: true,
      // data: URLs are kept out of scripts and fonts by the content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: source('renderer/index.html') }
    }
  }
}

export default defineConfig({
  ...(part === 'view' ? {} : program),
  ...(part === 'program' ? {} : view)
})
