import path from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// `npx vite --config test/renderer/demo/vite.config.ts` shows the window in front of a made-up host.
export default defineConfig({
  root: path.resolve('test/renderer/demo'),
  plugins: [svelte({ configFile: false })],
  server: { port: 5199, fs: { allow: [path.resolve('.')] } },
  build: {
    target: 'chrome108',
    outDir: path.resolve('artifacts/demo'),
    emptyOutDir: true,
    assetsInlineLimit: 0
  }
})
